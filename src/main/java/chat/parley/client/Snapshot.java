package chat.parley.client;

import chat.parley.model.ChatMessage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A way through entries as they are when the first page is asked for.
final class Snapshot implements Desk.Passage {
  private final Supplier<List<ChatMessage>> source;
  private @Nullable List<ChatMessage> left;

  /// @param source an unmodifiable list in the order of the way
  Snapshot(Supplier<List<ChatMessage>> source) {
    this.source = source;
  }

  @Override
  public List<ChatMessage> next(int limit) {
    List<ChatMessage> rest = left == null ? source.get() : left;
    int end = Math.min(limit, rest.size());
    left = rest.subList(end, rest.size());
    return rest.subList(0, end);
  }
}
