package chat.parley.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/// How much mail may be on its way from the store to the recipients that it waits for, of all of them together. Whoever asks for
/// more than there is room for has its turn later, in the order of asking. Belongs to the event loop.
final class PageMemory {
  /// In bytes of payload.
  static final int LIMIT = 32 << 20;

  private record Asked(int bytes, BooleanSupplier turn) {}

  private final LetterMemory memory = new LetterMemory(LIMIT);
  private final Deque<Asked> waiting = new ArrayDeque<>();

  /// Asks for so much.
  ///
  /// @param bytes at most [#LIMIT]
  /// @param turn called once it is there; says whether it is still wanted, and then has to be given back
  void ask(int bytes, BooleanSupplier turn) {
    waiting.add(new Asked(bytes, turn));
    serve();
  }

  void give(int bytes) {
    memory.give(bytes);
    serve();
  }

  private void serve() {
    Asked first;
    while ((first = waiting.peek()) != null && memory.take(first.bytes)) {
      waiting.remove();
      if (!first.turn.getAsBoolean()) {
        memory.give(first.bytes);
      }
    }
  }
}
