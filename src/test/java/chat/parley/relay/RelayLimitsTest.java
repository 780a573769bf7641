package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayLimitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int QUEUE = 4 << 20;

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_000_001})
  void aCountThatIsNoneIsRefused(int count) {
    assertThrows(SettingRejected.class, () -> limits(count, 1, 1, QUEUE, SECOND));
    assertThrows(SettingRejected.class, () -> limits(1, count, 1, QUEUE, SECOND));
    assertThrows(SettingRejected.class, () -> limits(1, 1, count, QUEUE, SECOND));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1 << 20, Integer.MAX_VALUE})
  void aQueueThatHoldsTooLittleOrTooMuchIsRefused(int bytes) {
    assertThrows(SettingRejected.class, () -> limits(1, 1, 1, bytes, SECOND));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, Long.MAX_VALUE})
  void aTimeThatIsNoneIsRefused(long seconds) {
    assertThrows(SettingRejected.class, () -> limits(1, 1, 1, QUEUE, Duration.ofSeconds(seconds)));
  }

  @Test
  void lessMemoryForAllThanForOneIsRefused() {
    assertThrows(
        SettingRejected.class,
        () -> new RelayLimits(1, 1, 1, QUEUE, QUEUE - 1, SECOND, SECOND, SECOND));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortThatIsNoneIsRefused(int port) {
    assertThrows(SettingRejected.class, () -> RelaySettings.onThisComputer(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "300.1.2.3.4", "no such host", "::zz"})
  void anAddressThatIsNoneIsRefused(String text) {
    assertThrows(SettingRejected.class, () -> RelaySettings.address(text));
  }

  @Test
  void anAddressIsReadAsItIs() {
    assertEquals(InetAddress.ofLiteral("::1"), RelaySettings.address("::1"));
    assertEquals(InetAddress.ofLiteral("0.0.0.0"), RelaySettings.address("0.0.0.0"));
  }

  /// Everybody who reaches it has one address.
  @Test
  void aRelayOfOneComputerCountsNoNewNames() {
    ParleySettings parley = RelaySettings.onThisComputer(0, Path.of("x")).parley().orElseThrow();
    assertEquals(1_000_000, parley.limits().addresses().names().burst());
  }

  private static RelayLimits limits(
      int connections, int perAddress, int pending, int queue, Duration time) {
    return new RelayLimits(connections, perAddress, pending, queue, 128L << 20, time, time, time);
  }
}
