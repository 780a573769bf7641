/// Tests of conversations.
@NullMarked
package chat.parley.ui.conversation;

import org.jspecify.annotations.NullMarked;
