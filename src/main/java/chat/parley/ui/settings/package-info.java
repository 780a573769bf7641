/// The page of settings: how it looks, how large, how one likes to be called, what contacts see, and where the keys
/// are.
@NullMarked
package chat.parley.ui.settings;

import org.jspecify.annotations.NullMarked;
