/// Who one is and where to: the identities of a keys folder, a new one, and the relay.
@NullMarked
package chat.parley.ui.login;

import org.jspecify.annotations.NullMarked;
