package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.client.RelayMeeting;
import chat.parley.model.Invitation;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InProcessRelayTest {
  private final RelayMeeting meeting = RelayMeeting.overTls();

  @TempDir private Path folder;

  @Test
  void itListensOnThisComputerUntilItIsClosed() throws IOException {
    InProcessRelay relay = new InProcessRelay(folder, 0);
    Invitation invitation = relay.ensureRunning();
    assertEquals("127.0.0.1", invitation.host());
    assertEquals(invitation, relay.ensureRunning());
    assertEquals(invitation, meeting.ask(invitation.host(), invitation.port()));
    relay.close();
    assertThrows(IOException.class, () -> meeting.ask(invitation.host(), invitation.port()));
  }

  @Test
  void theRelayOfAnotherParleyIsUsedAndStaysWhenOneEnds() throws IOException {
    try (InProcessRelay first = new InProcessRelay(folder, 0)) {
      Invitation invitation = first.ensureRunning();
      try (InProcessRelay second = new InProcessRelay(folder, 0)) {
        assertEquals(invitation, second.ensureRunning());
      }
      assertEquals(invitation, first.ensureRunning());
      assertEquals(invitation, meeting.ask(invitation.host(), invitation.port()));
    }
  }

  @Test
  void itTakesOverWithTheSameKeyWhenTheOtherParleyEnds() throws IOException {
    InProcessRelay first = new InProcessRelay(folder, 0);
    Invitation invitation = first.ensureRunning();
    try (InProcessRelay second = new InProcessRelay(folder, 0)) {
      second.ensureRunning();
      first.close();
      Invitation now = second.ensureRunning();
      assertEquals(invitation.relay(), now.relay());
      assertEquals(now, meeting.ask(now.host(), now.port()));
    }
  }

  @Test
  void anotherProgramOnThePortIsLeftAloneAndAnotherPortTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      hangUpOn(other);
      try (InProcessRelay relay = new InProcessRelay(folder, other.getLocalPort())) {
        Invitation invitation = relay.ensureRunning();
        assertNotEquals(other.getLocalPort(), invitation.port());
        try (InProcessRelay second = new InProcessRelay(folder, other.getLocalPort())) {
          assertEquals(invitation, second.ensureRunning());
        }
      }
    }
  }

  @Test
  void parleyRelayOnThePortWithTheSameFolderIsUsed() throws IOException {
    try (Relay alone = Relay.start(RelaySettings.onThisComputer(0, folder));
        InProcessRelay relay = new InProcessRelay(folder, alone.parleyAddress().getPort())) {
      Invitation invitation = relay.ensureRunning();
      assertEquals(alone.parleyAddress().getPort(), invitation.port());
      assertEquals(alone.fingerprint().orElseThrow(), invitation.relay());
    }
  }

  @Test
  void aRelayWithAnotherKeyOnThePortIsNotUsed(@TempDir Path others) throws IOException {
    try (Relay another = Relay.start(RelaySettings.onThisComputer(0, others));
        InProcessRelay relay = new InProcessRelay(folder, another.parleyAddress().getPort())) {
      Invitation invitation = relay.ensureRunning();
      assertNotEquals(another.parleyAddress().getPort(), invitation.port());
      assertNotEquals(another.fingerprint().orElseThrow(), invitation.relay());
    }
  }

  @Test
  void aFolderThatCannotBeUsedSaysSo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (InProcessRelay relay = new InProcessRelay(file.resolve("relay"), 0)) {
      assertThrows(IOException.class, relay::ensureRunning);
    }
    Files.writeString(folder.resolve("certificate.pem"), "nothing of the kind");
    try (InProcessRelay relay = new InProcessRelay(folder, 0)) {
      assertThrows(IOException.class, relay::ensureRunning);
      assertThrows(IOException.class, relay::ensureRunning);
    }
  }

  private static void hangUpOn(ServerSocket server) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  server.accept().close();
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
  }
}
