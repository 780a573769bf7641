package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.identity.NotARelay;
import chat.parley.identity.RelayKeyChanged;
import chat.parley.identity.RelayTls;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Asking a relay for its key, and the pin after that.
@Timeout(30)
class RelayMeetingTest {
  private static final String HERE = "127.0.0.1";

  private final RelayMeeting meeting = RelayMeeting.overTls();

  @Test
  void aRelayTellsItsKeyAndIsTheOneWhoHasItFromThenOn(@TempDir Path data) throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0, data))) {
      int port = relay.parleyAddress().getPort();
      Invitation met = meeting.ask(HERE, port);
      assertEquals(new Invitation(HERE, port, relay.fingerprint().orElseThrow()), met);

      try (Socket secure = RelayTls.connect(dial(relay.parleyAddress()), met.relay())) {
        assertFalse(secure.isClosed());
      }
      RelayKeyChanged changed =
          assertThrows(
              RelayKeyChanged.class,
              () ->
                  RelayTls.connect(
                      dial(relay.parleyAddress()), new Fingerprint(new byte[Fingerprint.BYTES])));
      assertEquals(met.relay(), changed.seen());
    }
  }

  @Test
  void aClassicServerIsNoRelay() throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0))) {
      assertThrows(NotARelay.class, () -> meeting.ask(HERE, relay.classicAddress().getPort()));
    }
  }

  @Test
  void whatSpeaksOfOtherThingsIsNoRelay() throws Exception {
    try (ServerSocket server = server(true)) {
      assertThrows(NotARelay.class, () -> meeting.ask(HERE, server.getLocalPort()));
    }
  }

  @Test
  void whatHangsUpMayBeARelayThatIsBusy() throws Exception {
    try (ServerSocket server = server(false)) {
      IOException lost =
          assertThrows(IOException.class, () -> meeting.ask(HERE, server.getLocalPort()));
      assertFalse(lost instanceof NotARelay, lost::toString);
    }
  }

  @Test
  void whatAnswersAByteAtATimeIsNotWaitedForLong() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(server));
      RelayMeeting impatient = RelayMeeting.overTls(Duration.ofMillis(500));
      IOException slow =
          assertThrows(IOException.class, () -> impatient.ask(HERE, server.getLocalPort()));
      assertFalse(slow instanceof NotARelay, slow::toString);
    }
  }

  /// Begins a record of TLS with 16 KiB, and never gets to its end.
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(new byte[] {22, 3, 3, 64, 0});
      while (true) {
        out.write(0);
        out.flush();
        Thread.sleep(Duration.ofMillis(100));
      }
    } catch (IOException | InterruptedException e) {
      // The client has hung up.
    }
  }

  @Test
  void nobodyThereIsNoRelayEither() throws Exception {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = server.getLocalPort();
    server.close();
    assertInstanceOf(
        IOException.class, assertThrows(IOException.class, () -> meeting.ask(HERE, port)));
    assertThrows(IllegalArgumentException.class, () -> meeting.ask(HERE, 70_000));
  }

  private static Socket dial(InetSocketAddress address) throws IOException {
    Socket socket = RelaySocket.unconnected();
    RelaySocket.connect(socket, HERE, address.getPort());
    return socket;
  }

  /// Accepts one connection, reads what comes first, answers as a web server or hangs up.
  private static ServerSocket server(boolean answers) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                int first = socket.getInputStream().read(new byte[4096]);
                if (answers && first > 0) {
                  byte[] answer =
                      "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                  socket.getOutputStream().write(answer);
                }
              } catch (IOException e) {
                // The test ended first.
              }
            });
    return server;
  }
}
