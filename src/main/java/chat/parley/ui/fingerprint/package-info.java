/// The fingerprint panel: what is known of a contact's key, and how to compare it.
@NullMarked
package chat.parley.ui.fingerprint;

import org.jspecify.annotations.NullMarked;
