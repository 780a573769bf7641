/// Tests of the main window.
@NullMarked
package chat.parley.ui;

import org.jspecify.annotations.NullMarked;
