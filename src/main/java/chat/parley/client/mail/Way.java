package chat.parley.client.mail;

import chat.parley.wire.parley.FromClient;

/// The way to the relay while a connection lasts.
public interface Way {
  /// Hands over a frame, behind all others. Returns at once; after the end of the connection it does nothing.
  void submit(FromClient frame);

  /// Whether a payload should be handed over now: the frames that are not written yet are few. Control frames
  /// may come all the same. Once there is room again, the owner calls [Mail#roomAgain].
  boolean hasRoom();

  /// Drops the connection, since what came over it cannot be kept now. It is tried again later.
  void abort();
}
