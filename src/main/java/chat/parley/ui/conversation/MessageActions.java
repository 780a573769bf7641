package chat.parley.ui.conversation;

import chat.parley.model.MessageId;

/// What one can do with a message where it is shown.
interface MessageActions {
  void retry(MessageId message);

  void discard(MessageId message);

  /// Shows more of a long text.
  void unfold(MessageId message);

  /// Puts the whole text on the clipboard.
  void copy(MessageId message);
}
