package chat.parley.ui.conversation;

import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import org.jspecify.annotations.Nullable;

/// What one can do with a message where it is shown.
interface MessageActions {
  void retry(MessageId message);

  void discard(MessageId message);

  /// Shows more of a long text.
  void unfold(MessageId message);

  /// Puts the whole text on the clipboard.
  void copy(MessageId message);

  /// Puts a sign beside a text.
  ///
  /// @param emoji null takes one's own away
  void react(MessageId message, @Nullable Emoji emoji);

  /// Shows the text that another one answers.
  void jumpTo(MessageId message);
}
