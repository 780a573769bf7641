package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Keeps a sender's order where a message was refused for now: what it sent to the same recipient before it
/// could know of that has to be refused, too, until the one that was refused first comes again. For one thread.
///
/// Who gives that one up waits [#REMEMBERED] at most.
///
/// @param <A> what is said of those after it, too
public final class RefusedFirst<A> {
  /// How long a sender's later messages may have been under way.
  static final Duration REMEMBERED = Duration.ofSeconds(2);

  private static final int MOST = 10_000;

  private record Way(Name from, Name to) {}

  private record Refused<A>(Bytes id, long order, long at, A answer) {}

  private final LongSupplier nanoTime;
  private final Map<Way, Refused<A>> ways = new LinkedHashMap<>();

  /// @param nanoTime a clock of nanoseconds that never goes back
  public RefusedFirst(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// What was answered to another message that has to come before this one.
  public Optional<A> before(Name from, Name to, Bytes id) {
    Way way = new Way(from, to);
    Refused<A> first = ways.get(way);
    if (first == null) {
      return Optional.empty();
    }
    if (first.id.equals(id) || isForgotten(first)) {
      ways.remove(way);
      return Optional.empty();
    }
    return Optional.of(first.answer);
  }

  /// A message was refused for now. Where one before it was, perhaps later, that one is still the first to come.
  ///
  /// @param order rises with every message that comes
  public void refused(Name from, Name to, Bytes id, long order, A answer) {
    Refused<A> now = new Refused<>(id, order, nanoTime.getAsLong(), answer);
    ways.merge(
        new Way(from, to),
        now,
        (first, next) -> isForgotten(first) || next.order < first.order ? next : first);
    if (ways.size() > MOST) {
      ways.remove(ways.keySet().iterator().next());
    }
  }

  private boolean isForgotten(Refused<A> first) {
    return nanoTime.getAsLong() - first.at > REMEMBERED.toNanos();
  }
}
