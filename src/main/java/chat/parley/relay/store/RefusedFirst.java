package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Keeps a sender's order where a message was refused for now: what it sent to the same recipient before it
/// could know of that has to be refused, too, until the one that was refused first comes again. For one thread.
///
/// Who gives that one up waits [#REMEMBERED] at most.
public final class RefusedFirst {
  /// How long a sender's later messages may have been under way.
  static final Duration REMEMBERED = Duration.ofSeconds(2);

  private static final int MOST = 10_000;

  private record Way(Name from, Name to) {}

  private record Refused(Bytes id, long at) {}

  private final LongSupplier nanoTime;
  private final Map<Way, Refused> ways = new LinkedHashMap<>();

  /// @param nanoTime a clock of nanoseconds that never goes back
  public RefusedFirst(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Whether another message has to come before this one.
  public boolean isBefore(Name from, Name to, Bytes id) {
    Way way = new Way(from, to);
    Refused first = ways.get(way);
    boolean isOver =
        first == null
            || first.id.equals(id)
            || nanoTime.getAsLong() - first.at > REMEMBERED.toNanos();
    if (isOver) {
      ways.remove(way);
    }
    return !isOver;
  }

  /// A message was refused for now.
  public void refused(Name from, Name to, Bytes id) {
    ways.putIfAbsent(new Way(from, to), new Refused(id, nanoTime.getAsLong()));
    if (ways.size() > MOST) {
      ways.remove(ways.keySet().iterator().next());
    }
  }
}
