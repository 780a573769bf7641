package chat.parley.app;

import chat.parley.relay.RelayNotStarted;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;

/// Tells an address or a port that the relay will never have from a port that is taken for now.
final class BindFailure {
  private BindFailure() {}

  /// Whether listening fails at any time, as this machine has no such address or this user may not have such a port.
  ///
  /// @param address where the relay was to listen
  static boolean isForGood(RelayNotStarted failure, InetAddress address) {
    return failure.getCause() instanceof BindException refused && !isOfATakenPort(refused, address);
  }

  /// Java has one exception for all of it, with the system's words in the user's language: so the system is made to say
  /// once more what it says of a port that is taken.
  private static boolean isOfATakenPort(BindException refused, InetAddress address) {
    try (ServerSocketChannel first = ServerSocketChannel.open();
        ServerSocketChannel second = ServerSocketChannel.open()) {
      first.bind(new InetSocketAddress(address, 0));
      return saysTheSame(refused, second, (InetSocketAddress) first.getLocalAddress());
    } catch (IOException noSuchAddress) {
      return false;
    }
  }

  private static boolean saysTheSame(
      BindException refused, ServerSocketChannel second, InetSocketAddress taken) {
    try {
      second.bind(taken);
      return false;
    } catch (IOException inUse) {
      return Objects.equals(inUse.getMessage(), refused.getMessage());
    }
  }
}
