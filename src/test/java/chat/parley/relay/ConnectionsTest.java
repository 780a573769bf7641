package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionsTest {
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @AfterEach
  void endLoop() {
    var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void anAddressOfVersionSixCountsWithItsWholeNetwork() {
    assertEquals(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
    assertNotEquals(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
  }

  @Test
  void anAddressOfVersionFourCountsAlone() {
    assertEquals(network("192.0.2.1"), network("192.0.2.1"));
    assertEquals(network("192.0.2.1"), network("::ffff:192.0.2.1"));
    assertNotEquals(network("192.0.2.1"), network("192.0.2.2"));
  }

  @Test
  void halfOfAllConnectionsAreTheMostThatOneSiteGets() throws Exception {
    Connections connections = new Connections(limits(10, 10));
    assertEquals(
        List.of(true, true, true, true, true, false, true, true),
        onLoop(
            () ->
                Stream.of("1:1::", "1:2::", "1:3::", "1:4::", "1:5::", "1:6::", "2:1::", "2:2::")
                    .map(rest -> connections.admit(connection(connections, "2001:db8:" + rest)))
                    .toList()));
  }

  @Test
  void aPlaceIsFreeAgainOnceTheSocketIsClosedWhateverBecameOfIt() throws Exception {
    Connections connections = new Connections(limits(2, 10));
    NioSocketChannel first = onLoop(this::channel);
    assertTrue(onLoop(() -> connections.admit(connection(connections, "2001:db8::", first))));
    assertFalse(onLoop(() -> connections.admit(connection(connections, "2001:db8::"))));
    first.close().sync();
    assertTrue(onLoop(() -> connections.admit(connection(connections, "2001:db8::"))));
  }

  @Test
  void whoHasMostPendingConnectionsLosesThem() throws Exception {
    Connections connections = new Connections(limits(100, 4));
    List<Connection> all =
        onLoop(
            () ->
                Stream.of("192.0.2.1", "2001:db8:1:1::", "2001:db8:1:2::", "2001:db8:1:3::")
                    .map(address -> connection(connections, address))
                    .filter(connections::admit)
                    .toList());
    assertTrue(onLoop(() -> connections.admit(connection(connections, "2001:db8:1:4::"))));
    assertEquals(
        List.of(false, true, false, false),
        onLoop(() -> all.stream().map(Connection::hasEnded).toList()));
  }

  @Test
  void roomIsMadeByANeighbourWhereThatIsEnough() throws Exception {
    Connections connections = new Connections(limits(100, 4));
    List<Connection> all =
        onLoop(
            () ->
                Stream.of("192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.3")
                    .map(address -> connection(connections, address))
                    .filter(each -> connections.admit(each, 2))
                    .toList());
    assertTrue(onLoop(() -> connections.admit(connection(connections, "192.0.2.2"), 2)));
    assertEquals(
        List.of(false, true, false, false),
        onLoop(() -> all.stream().map(Connection::hasEnded).toList()));
  }

  private static RelayLimits limits(int connections, int pending) {
    RelayLimits usual = RelayLimits.DEFAULT;
    return new RelayLimits(
        connections,
        connections,
        pending,
        usual.queueBytes(),
        usual.memoryBytes(),
        usual.loginTimeout(),
        usual.stallTimeout(),
        usual.idleTimeout());
  }

  private <T> T onLoop(Callable<T> task) throws Exception {
    return loop.submit(task).get(10, TimeUnit.SECONDS);
  }

  private NioSocketChannel channel() {
    NioSocketChannel channel = new NioSocketChannel();
    var _ = loop.register(channel);
    return channel;
  }

  private Connection connection(Connections connections, String address) {
    return connection(connections, address, channel());
  }

  private static Connection connection(
      Connections connections, String address, NioSocketChannel channel) {
    return new Connection(
        channel, new InetSocketAddress(InetAddress.ofLiteral(address), 1), connections);
  }

  private static ByteBuffer network(String address) {
    return Connections.network(InetAddress.ofLiteral(address));
  }
}
