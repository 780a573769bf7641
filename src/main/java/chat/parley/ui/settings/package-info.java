/// The page of settings: how it looks, how large, and where the keys are.
@NullMarked
package chat.parley.ui.settings;

import org.jspecify.annotations.NullMarked;
