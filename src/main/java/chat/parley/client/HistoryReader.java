package chat.parley.client;

import chat.parley.model.ChatMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A way once through a conversation, page by page. What is added, taken away or replaced meanwhile does not move it.
public interface HistoryReader {
  /// The next entries on the way, in its order; none at its end. Asked again only after the answer. Fails with
  /// [PageUnreadable] if the history cannot be read, and tries again with the next call.
  CompletableFuture<List<ChatMessage>> next();
}
