package chat.parley.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketOption;

/// TCP to a relay.
final class RelaySocket {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int KEEPALIVE_IDLE_SECONDS = 60;
  private static final int KEEPALIVE_INTERVAL_SECONDS = 15;

  private RelaySocket() {}

  /// A socket that goes straight to the relay, whatever proxies are set for the web.
  static Socket unconnected() {
    return new Socket(Proxy.NO_PROXY);
  }

  /// Connects, on a thread that may wait.
  static void connect(Socket socket, String host, int port) throws IOException {
    socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    for (SocketOption<?> option : socket.supportedOptions()) {
      switch (option.name()) {
        case "TCP_KEEPIDLE" -> set(socket, option, KEEPALIVE_IDLE_SECONDS);
        case "TCP_KEEPINTERVAL" -> set(socket, option, KEEPALIVE_INTERVAL_SECONDS);
        default -> {}
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void set(Socket socket, SocketOption<?> option, int seconds) throws IOException {
    if (option.type() == Integer.class) {
      socket.setOption((SocketOption<Integer>) option, seconds);
    }
  }

  /// Closes it, whatever it is doing.
  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, then.
    }
  }
}
