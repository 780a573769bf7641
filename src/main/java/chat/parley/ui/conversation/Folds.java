package chat.parley.ui.conversation;

import chat.parley.model.MessageId;
import java.util.HashMap;
import java.util.Map;

/// How much of long texts is shown, in characters.
final class Folds {
  static final int SHOWN_AT_FIRST = 2_000;
  static final int SHOWN_MORE = 10_000;

  private final Map<MessageId, Integer> unfolded = new HashMap<>();

  int shown(MessageId message) {
    return unfolded.getOrDefault(message, SHOWN_AT_FIRST);
  }

  /// Shows more of a text.
  void unfold(MessageId message) {
    unfolded.put(message, shown(message) + SHOWN_MORE);
  }

  /// Shows a text as far as a place in it, and something after that.
  ///
  /// @return whether it was not shown so far
  boolean unfoldTo(MessageId message, int end) {
    boolean isHidden = end > shown(message);
    if (isHidden) {
      unfolded.put(message, end + SHOWN_AT_FIRST);
    }
    return isHidden;
  }
}
