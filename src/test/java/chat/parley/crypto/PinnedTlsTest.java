package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Case 21 of the adversary, the client's side: the pin decides on every connection.
class PinnedTlsTest {
  private static final String ALPN = "parley/1";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final TlsCertificate RELAY = TlsCertificate.selfSigned(RANDOM, NOW);
  private static final byte[] PIN = Sha256.digest(RELAY.spki());

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  @SuppressWarnings("NullAway.Init")
  private SSLServerSocket server;

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void thePinIsCheckedAgainAlthoughTheServerOffersToResume() throws Exception {
    start(RELAY, "TLSv1.3", ALPN);
    for (int i = 0; i < 2; i++) {
      try (SSLSocket socket = PinnedTls.connect(dial(), PIN, ALPN)) {
        assertEquals("TLSv1.3", socket.getSession().getProtocol());
        assertEquals('!', talk(socket));
      }
    }
    assertEquals(2, heard.size());
    assertThrows(PinnedTls.PinMismatch.class, () -> PinnedTls.connect(dial(), new byte[32], ALPN));
    assertEquals(2, heard.size());
  }

  @Test
  void anotherKeyStopsTheSecondConnectionBeforeAnythingIsSaid() throws Exception {
    start(RELAY, "TLSv1.3", ALPN);
    PinnedTls.connect(dial(), PIN, ALPN).close();
    close();
    TlsCertificate other = TlsCertificate.selfSigned(RANDOM, NOW);
    start(other, "TLSv1.3", ALPN);
    PinnedTls.PinMismatch refused =
        assertThrows(PinnedTls.PinMismatch.class, () -> PinnedTls.connect(dial(), PIN, ALPN));
    assertArrayEquals(Sha256.digest(other.spki()), refused.seen());
    assertTrue(heard.isEmpty());
  }

  @Test
  void datesAreNotLookedAt() throws Exception {
    TlsCertificate early = TlsCertificate.selfSigned(RANDOM, Instant.parse("2098-01-01T00:00:00Z"));
    start(early, "TLSv1.3", ALPN);
    PinnedTls.connect(dial(), Sha256.digest(early.spki()), ALPN).close();
  }

  @Test
  void anOlderTlsIsRefused() throws Exception {
    start(RELAY, "TLSv1.2", ALPN);
    assertThrows(SSLException.class, () -> PinnedTls.connect(dial(), PIN, ALPN));
  }

  @Test
  void aServerOfAnotherApplicationIsRefused() throws Exception {
    start(RELAY, "TLSv1.3", "h2");
    assertThrows(IOException.class, () -> PinnedTls.connect(dial(), PIN, ALPN));
    close();
    start(RELAY, "TLSv1.3", null);
    assertThrows(SSLException.class, () -> PinnedTls.connect(dial(), PIN, ALPN));
    assertTrue(heard.isEmpty());
  }

  @Test
  void askingTellsTheKeyAndSaysNothing() throws Exception {
    start(RELAY, "TLSv1.3", ALPN);
    assertArrayEquals(PIN, PinnedTls.ask(dial(), ALPN));
    assertTrue(heard.isEmpty());
  }

  private Socket dial() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static int talk(SSLSocket socket) throws IOException {
    socket.getOutputStream().write('?');
    return socket.getInputStream().read();
  }

  private void start(TlsCertificate certificate, String protocol, @Nullable String alpn)
      throws Exception {
    SSLContext context = certificate.serverTls();
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    parameters.setProtocols(new String[] {protocol});
    if (alpn != null) {
      parameters.setApplicationProtocols(new String[] {alpn});
    }
    server.setSSLParameters(parameters);
    SSLServerSocket listening = server;
    Thread.ofVirtual().start(() -> serve(listening));
  }

  private void serve(SSLServerSocket listening) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        int said = socket.getInputStream().read();
        if (said >= 0) {
          heard.add(new String(new byte[] {(byte) said}, StandardCharsets.US_ASCII));
          socket.getOutputStream().write('!');
        }
      } catch (IOException e) {
        // The client went, as it should where it refuses; the next one may stay.
      }
    }
  }
}
