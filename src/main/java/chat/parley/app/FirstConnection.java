package chat.parley.app;

import chat.parley.client.MessengerEvent;
import chat.parley.model.Connection;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What became of the first attempt to connect.
final class FirstConnection {
  private static final long PATIENCE_SECONDS = 20;

  private final CompletableFuture<Connection> first = new CompletableFuture<>();

  /// From a listener, on the core thread.
  void hear(MessengerEvent event) {
    if (event instanceof MessengerEvent.ConnectionChanged(Connection connection)
        && !(connection instanceof Connection.Connecting)) {
      first.complete(connection);
    }
  }

  boolean wasGood() {
    return first.getNow(new Connection.Connecting()) instanceof Connection.Connected;
  }

  /// @throws IOException with a sentence if it failed
  void await(TerminalWords words) throws IOException, InterruptedException {
    Connection reached;
    try {
      reached = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(words.silent(), e);
    }
    switch (reached) {
      case Connection.Waiting waiting ->
          throw new IOException(words.ofConnection(waiting.reason()));
      case Connection.Stopped stopped ->
          throw new IOException(words.ofConnection(stopped.reason()));
      case Connection.Connected _, Connection.Connecting _ -> {}
    }
  }
}
