/// Pages about the program itself: its keys, its version, its licence, and where its data is.
@NullMarked
package chat.parley.ui.shortcuts;

import org.jspecify.annotations.NullMarked;
