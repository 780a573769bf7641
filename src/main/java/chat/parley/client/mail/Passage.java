package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import java.util.List;
import java.util.Optional;

/// A way once through a conversation, on the thread of its [Mail]. What is added, taken away or replaced meanwhile
/// does not move it.
public interface Passage {
  /// The next entries on the way, in its order; none at its end.
  ///
  /// @param limit how many at most
  /// @return nothing if they cannot be read; the next call tries again
  Optional<List<ChatMessage>> next(int limit);
}
