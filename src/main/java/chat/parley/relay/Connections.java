package chat.parley.relay;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every connection of one relay, and what they cost together. Belongs to the event loop.
final class Connections {
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IPV6_SITE_BYTES = 6;

  private final RelayLimits limits;
  private final Set<Connection> open = new LinkedHashSet<>();
  private final Set<Connection> pending = new LinkedHashSet<>();
  private final Map<ByteBuffer, Integer> perAddress = new HashMap<>();
  private final Map<ByteBuffer, Integer> perSite = new HashMap<>();
  private long heldBytes;

  Connections(RelayLimits limits) {
    this.limits = limits;
  }

  RelayLimits limits() {
    return limits;
  }

  /// Takes a new connection on, if there is room for it. Room for one more that has not joined is
  /// made by dropping one of its own address, or else of whoever has most that have not: the one that has dallied longest,
  /// since who joins at once is never the oldest.
  ///
  /// @return whether there was room
  boolean admit(Connection connection) {
    return admit(connection, limits.pendingLogins());
  }

  /// The same, where so many of one address at most may not have joined yet.
  boolean admit(Connection connection, int pendingPerAddress) {
    ByteBuffer network = connection.network();
    ByteBuffer site = site(network);
    if (open.size() >= limits.connections()
        || perAddress.getOrDefault(network, 0) >= limits.connectionsPerAddress()
        || (!site.equals(network) && perSite.getOrDefault(site, 0) >= ofOneSite())) {
      return false;
    }
    List<Connection> neighbours =
        pending.stream().filter(other -> other.network().equals(network)).toList();
    if (neighbours.size() >= pendingPerAddress) {
      neighbours.getFirst().drop("others of its address wait to join");
    }
    if (pending.size() >= limits.pendingLogins()) {
      oldestOfTheMost().ifPresent(oldest -> oldest.drop("others wait to join"));
    }
    open.add(connection);
    pending.add(connection);
    perAddress.merge(network, 1, Integer::sum);
    perSite.merge(site, 1, Integer::sum);
    connection.watch();
    return true;
  }

  /// Whoever has a /48 of IPv6 gets half of all connections, that others may connect, too.
  private int ofOneSite() {
    return Math.max(1, limits.connections() / 2);
  }

  private Optional<Connection> oldestOfTheMost() {
    Map<ByteBuffer, List<Connection>> sites =
        pending.stream()
            .collect(
                Collectors.groupingBy(
                    each -> site(each.network()), LinkedHashMap::new, Collectors.toList()));
    return sites.values().stream()
        // Of several, the first is whose connection is the oldest.
        .reduce((one, other) -> other.size() > one.size() ? other : one)
        .map(List::getFirst);
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
      removeOne(perAddress, connection.network());
      removeOne(perSite, site(connection.network()));
    }
  }

  private static void removeOne(Map<ByteBuffer, Integer> counts, ByteBuffer key) {
    counts.computeIfPresent(key, (any, count) -> count == 1 ? null : count - 1);
  }

  /// Some connection holds more bytes than before, or fewer. Whoever holds most gives up what it holds where that is too
  /// much, also one that is about to end and only waits for its last bytes to be read.
  void held(long change) {
    heldBytes += change;
    while (change > 0 && heldBytes > limits.memoryBytes()) {
      Optional<Connection> largest =
          open.stream()
              .filter(connection -> connection.heldBytes() > 0)
              .max(Comparator.comparingLong(Connection::heldBytes));
      if (largest.isEmpty()) {
        return;
      }
      largest.get().abandon("it held most of the memory");
    }
  }

  /// What all connections hold together, in bytes.
  long heldBytes() {
    return heldBytes;
  }

  List<Connection> all() {
    return List.copyOf(open);
  }

  /// Who is likely to have all of a network's neighbours, too: of IPv6 a /48, of IPv4 the address itself.
  static ByteBuffer site(ByteBuffer network) {
    return network.remaining() == IPV6_NETWORK_BYTES
        ? network.slice(network.position(), IPV6_SITE_BYTES)
        : network;
  }

  /// Whoever has one address of IPv6 has its whole /64.
  static ByteBuffer network(InetAddress host) {
    byte[] bytes = host.getAddress();
    return ByteBuffer.wrap(
        host instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
