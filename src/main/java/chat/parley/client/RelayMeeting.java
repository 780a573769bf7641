package chat.parley.client;

import chat.parley.identity.NotARelay;
import chat.parley.identity.RelayTls;
import chat.parley.model.Invitation;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// The first meeting with a relay that there is no invitation of: what listens there is asked for its key, so
/// that the user can compare it, and nothing else is said to it.
@FunctionalInterface
public interface RelayMeeting {
  /// Asks, on a thread that may wait: 20 seconds at most, unless the network's names are slow.
  ///
  /// @param host a host name or an address; IPv6 without brackets
  /// @param port 1 to 65535
  /// @return how to reach it from then on, if the user takes the key for the relay's
  /// @throws IllegalArgumentException if the port is none
  /// @throws NotARelay if what listens there does not speak Parley 1
  /// @throws IOException if it is not reached, or answers too slowly
  Invitation ask(String host, int port) throws IOException;

  /// Over the network.
  static RelayMeeting overTls() {
    return overTls(Duration.ofSeconds(20));
  }

  /// Over the network.
  ///
  /// @param patience after which nobody is waited for, however many bytes come one by one
  static RelayMeeting overTls(Duration patience) {
    return (host, port) -> {
      try (Socket socket = RelaySocket.unconnected()) {
        Thread guard = Thread.ofVirtual().name("meeting-guard").start(() -> end(socket, patience));
        try {
          RelaySocket.connect(socket, host, port);
          return new Invitation(host, port, RelayTls.ask(socket));
        } finally {
          guard.interrupt();
        }
      }
    };
  }

  private static void end(Socket socket, Duration patience) {
    try {
      Thread.sleep(patience);
      RelaySocket.close(socket);
    } catch (InterruptedException met) {
      Thread.currentThread().interrupt();
    }
  }
}
