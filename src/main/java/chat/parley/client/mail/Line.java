package chat.parley.client.mail;

import chat.parley.wire.parley.FromClient;
import org.jspecify.annotations.Nullable;

/// The connection to the relay, if there is one now.
final class Line {
  private @Nullable Way way;

  void open(Way opened) {
    way = opened;
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

  /// Whether a payload should go out now.
  boolean hasRoom() {
    return way != null && way.hasRoom();
  }

  /// Hands over a frame; without a connection it does nothing.
  void submit(FromClient frame) {
    if (way != null) {
      way.submit(frame);
    }
  }
}
