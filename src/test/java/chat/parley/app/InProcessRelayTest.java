package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class InProcessRelayTest {
  @Test
  void itListensOnThisComputerUntilItIsClosed() throws IOException {
    InProcessRelay relay = new InProcessRelay(0);
    RelayAddress.Classic address = relay.ensureRunning();
    assertEquals("127.0.0.1", address.host());
    assertEquals(address, relay.ensureRunning());
    new Socket(address.host(), address.port()).close();
    relay.close();
    assertThrows(IOException.class, () -> new Socket(address.host(), address.port()).close());
  }

  @Test
  void theRelayOfAnotherParleyIsUsed() throws IOException {
    try (InProcessRelay first = new InProcessRelay(0)) {
      RelayAddress.Classic address = first.ensureRunning();
      try (InProcessRelay second = new InProcessRelay(address.port())) {
        assertEquals(address, second.ensureRunning());
      }
      assertEquals(address, first.ensureRunning());
      new Socket(address.host(), address.port()).close();
    }
  }

  @Test
  void itTakesOverWhenTheOtherParleyEnds() throws IOException {
    InProcessRelay first = new InProcessRelay(0);
    RelayAddress.Classic address = first.ensureRunning();
    try (InProcessRelay second = new InProcessRelay(address.port())) {
      second.ensureRunning();
      first.close();
      assertEquals(address, second.ensureRunning());
      new Socket(address.host(), address.port()).close();
    }
  }

  @Test
  void anotherProgramOnThePortIsNoRelay() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InProcessRelay relay = new InProcessRelay(other.getLocalPort())) {
      Thread closing =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      other.accept().close();
                    } catch (IOException e) {
                      // The test ended first.
                    }
                  });
      assertThrows(IOException.class, relay::ensureRunning);
      closing.interrupt();
    }
  }
}
