package chat.parley.relay;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// A protocol, and where the relay speaks it.
///
/// @param protocol `classic`
/// @param address the address and the port, never 0
public record Listener(String protocol, InetSocketAddress address) {
  /// `classic 127.0.0.1:8080`, with brackets around IPv6.
  @Override
  public String toString() {
    return protocol + " " + text(address);
  }

  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}
