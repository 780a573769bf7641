package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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

  /// The pin is of the key: a certificate is renewed, has expired, is not valid yet, or names another host.
  @Test
  void anyCertificateOfThePinnedKeyIsAcceptedWhateverElseItSays() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    KeyPair key = generator.generateKeyPair();
    byte[] pin = Sha256.digest(key.getPublic().getEncoded());
    for (TlsCertificate shown :
        List.of(
            certificate(key, "2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z"),
            certificate(key, "2020-01-01T00:00:00Z", "2120-01-01T00:00:00Z"),
            certificate(key, "2098-01-01T00:00:00Z", "2099-01-01T00:00:00Z"))) {
      start(shown, "TLSv1.3", ALPN);
      for (int time = 0; time < 2; time++) {
        try (SSLSocket socket = PinnedTls.connect(dial(), pin, ALPN)) {
          assertEquals('!', talk(socket));
        }
      }
      assertThrows(PinnedTls.PinMismatch.class, () -> PinnedTls.connect(dial(), PIN, ALPN));
      close();
    }
    assertEquals(6, heard.size());
  }

  private static TlsCertificate certificate(KeyPair key, String from, String until)
      throws Exception {
    X500Name name = new X500Name("CN=another.example");
    X509CertificateHolder certificate =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TWO,
                Date.from(Instant.parse(from)),
                Date.from(Instant.parse(until)),
                name,
                key.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()));
    return TlsCertificate.read(
        PemBlock.write("CERTIFICATE", certificate.getEncoded()),
        PemBlock.write("PRIVATE KEY", key.getPrivate().getEncoded()));
  }

  @Test
  void anotherKeyStopsTheFirstConnectionBeforeAnythingIsSaid() throws Exception {
    start(TlsCertificate.selfSigned(RANDOM, NOW), "TLSv1.3", ALPN);
    assertThrows(PinnedTls.PinMismatch.class, () -> PinnedTls.connect(dial(), PIN, ALPN));
    assertTrue(heard.isEmpty());
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
