package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
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

  private static ByteBuffer network(String address) {
    return Connections.network(InetAddress.ofLiteral(address));
  }
}
