package chat.parley.app;

import chat.parley.client.LocalRelay;
import chat.parley.model.RelayAddress;
import chat.parley.relay.Relay;
import chat.parley.relay.RelayNotStarted;
import chat.parley.relay.RelaySettings;
import chat.parley.wire.classic.ClassicFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The relay *on this computer*: inside this program, or inside another Parley that was there first.
final class InProcessRelay implements LocalRelay, AutoCloseable {
  private static final int PATIENCE_MILLIS = 2_000;

  private final int port;
  private @Nullable Relay relay;

  /// @param port 0 takes a free one
  InProcessRelay(int port) {
    this.port = port;
  }

  @Override
  public synchronized RelayAddress.Classic ensureRunning() throws IOException {
    if (relay == null) {
      try {
        relay = Relay.start(RelaySettings.onThisComputer(port));
      } catch (RelayNotStarted e) {
        if (!relayAnswers()) {
          throw e;
        }
        return here(port);
      }
    }
    return here(relay.classicAddress().getPort());
  }

  /// Whether what has the port greets as a relay does.
  private boolean relayAnswers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(here(port).host(), port), PATIENCE_MILLIS);
      byte[] greeting = ClassicFrame.encode("NICK");
      return Arrays.equals(greeting, socket.getInputStream().readNBytes(greeting.length));
    } catch (IOException e) {
      return false;
    }
  }

  private static RelayAddress.Classic here(int port) {
    return new RelayAddress.Classic("127.0.0.1", port);
  }

  /// Ends the relay, if it is this program's.
  @Override
  public synchronized void close() {
    if (relay != null) {
      relay.close();
      relay = null;
    }
  }
}
