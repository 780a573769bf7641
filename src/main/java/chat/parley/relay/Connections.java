package chat.parley.relay;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every connection of one relay, and what they cost together. Belongs to the event loop.
final class Connections {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final RelayLimits limits;
  private final Set<Connection> open = new LinkedHashSet<>();
  private final Set<Connection> pending = new LinkedHashSet<>();
  private final Map<ByteBuffer, Integer> perAddress = new HashMap<>();
  private long heldBytes;

  Connections(RelayLimits limits) {
    this.limits = limits;
  }

  RelayLimits limits() {
    return limits;
  }

  /// Takes a new connection on, if there is room for it. Room for one more that has not joined is
  /// made by dropping the one that has dallied longest: who joins at once is never the oldest.
  ///
  /// @return whether there was room
  boolean admit(Connection connection) {
    return admit(connection, limits.pendingLogins());
  }

  /// The same, where so many of one address at most may not have joined yet.
  boolean admit(Connection connection, int pendingPerAddress) {
    ByteBuffer network = connection.network();
    if (open.size() >= limits.connections()
        || perAddress.getOrDefault(network, 0) >= limits.connectionsPerAddress()) {
      return false;
    }
    if (pending.size() >= limits.pendingLogins()) {
      pending.iterator().next().drop("others wait to join");
    }
    List<Connection> neighbours =
        pending.stream().filter(other -> other.network().equals(network)).toList();
    if (neighbours.size() >= pendingPerAddress) {
      neighbours.getFirst().drop("others of its address wait to join");
    }
    open.add(connection);
    pending.add(connection);
    perAddress.merge(network, 1, Integer::sum);
    return true;
  }

  /// The connection has joined, or ends: it no longer counts among those that others have to wait
  /// for.
  void settled(Connection connection) {
    pending.remove(connection);
  }

  /// The connection's socket is closed. Repeating it changes nothing.
  void closed(Connection connection) {
    pending.remove(connection);
    if (open.remove(connection)) {
      perAddress.computeIfPresent(
          connection.network(), (network, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Some connection holds more bytes than before, or fewer.
  void held(long change) {
    heldBytes += change;
    if (change > 0 && heldBytes > limits.memoryBytes()) {
      open.stream()
          .filter(connection -> !connection.hasEnded())
          .max(Comparator.comparingLong(Connection::heldBytes))
          .ifPresent(largest -> largest.drop("it held most of the memory"));
    }
  }

  /// What all connections hold together, in bytes.
  long heldBytes() {
    return heldBytes;
  }

  List<Connection> all() {
    return List.copyOf(open);
  }

  /// Whoever has one address of IPv6 has its whole /64.
  static ByteBuffer network(InetAddress host) {
    byte[] bytes = host.getAddress();
    return ByteBuffer.wrap(
        host instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
