/// The sidebar: who is logged in, everybody one can write to, and how the connection stands.
@NullMarked
package chat.parley.ui.contacts;

import org.jspecify.annotations.NullMarked;
