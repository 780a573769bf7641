/// What all screens are made with: the FX thread, texts, theme, icons, notices. Knows no feature.
@NullMarked
package chat.parley.ui.kit;

import org.jspecify.annotations.NullMarked;
