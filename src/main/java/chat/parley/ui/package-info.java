/// The main window, which joins the features below into one.
@NullMarked
package chat.parley.ui;

import org.jspecify.annotations.NullMarked;
