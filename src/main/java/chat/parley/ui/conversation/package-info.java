/// One conversation: its messages, what is known of the contact, and the place to write.
@NullMarked
package chat.parley.ui.conversation;

import org.jspecify.annotations.NullMarked;
