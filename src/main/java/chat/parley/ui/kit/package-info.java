/// What all screens are built from: the door to the FX thread, texts, theme, icons, faces of keys.
@NullMarked
package chat.parley.ui.kit;

import org.jspecify.annotations.NullMarked;
