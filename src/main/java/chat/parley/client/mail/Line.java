package chat.parley.client.mail;

import chat.parley.wire.parley.FromClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The connection to the relay, if there is one now.
final class Line {
  private static final Duration SLOW_FIRST = Duration.ofSeconds(1);
  private static final Duration SLOW_LONGEST = Duration.ofMinutes(1);

  private final Pause slow = new Pause(SLOW_FIRST, SLOW_LONGEST);
  private @Nullable Way way;

  void open(Way opened) {
    way = opened;
    slow.end();
    slow.succeeded();
  }

  void close() {
    way = null;
  }

  /// Logs that the connection that is here now is of no use any more.
  void abort() {
    Way dropped = way;
    way = null;
    if (dropped != null) {
      dropped.abort();
    }
  }

  boolean isOpen() {
    return way != null;
  }

  /// The relay bears no more of this account for now: payloads of all lanes wait.
  Pause slow() {
    return slow;
  }

  /// Whether a payload should go out now.
  boolean hasRoom() {
    return way != null && !slow.isOn() && way.hasRoom();
  }

  /// Hands over a frame; without a connection it does nothing.
  void submit(FromClient frame) {
    if (way != null) {
      way.submit(frame);
    }
  }
}
