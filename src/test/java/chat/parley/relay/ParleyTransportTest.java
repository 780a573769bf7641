package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.OpenSsl;
import chat.parley.crypto.TlsCertificate;
import chat.parley.identity.Fingerprints;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a relay speaks below its frames: case 21 of the adversary, the relay's half.
@Timeout(60)
class ParleyTransportTest {
  private static final Fingerprint OTHER = new Fingerprint(new byte[32]);

  @TempDir private Path folder;
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = TestRelay.start(folder);
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void theKeyStaysTheSameAcrossRestarts() throws Exception {
    Fingerprint first = relay.pin();
    relay.close();
    relay = TestRelay.start(folder);
    assertEquals(first, relay.pin());
    relay.loggedIn("alice").close();
  }

  @Test
  void anotherPinStopsTheConnection() {
    assertThrows(
        SSLHandshakeException.class, () -> ParleyTestClient.connect(relay.address(), OTHER));
  }

  @Test
  void aClientThatNamesAnotherProtocolOrNoneIsNotChallenged() throws Exception {
    SSLContext tls = ParleyTestClient.tls(relay.pin());
    assertThrows(
        SSLHandshakeException.class,
        () -> ParleyTestClient.connect(relay.address(), tls, "h2", "TLSv1.3"));
    try (ParleyTestClient silent = ParleyTestClient.connect(relay.address(), tls, "", "TLSv1.3")) {
      assertEquals(Optional.empty(), silent.next());
    }
  }

  @Test
  void anOlderTlsIsRefused() {
    SSLContext tls = ParleyTestClient.tls(relay.pin());
    assertThrows(
        SSLHandshakeException.class,
        () -> ParleyTestClient.connect(relay.address(), tls, "parley/1", "TLSv1.2"));
  }

  /// The same TLS context would resume a session if it had a ticket for it.
  @Test
  void nothingIsEverResumed() throws Exception {
    SSLContext tls = ParleyTestClient.tls(relay.pin());
    long created = 0;
    for (int i = 0; i < 3; i++) {
      try (ParleyTestClient client =
          ParleyTestClient.connect(relay.address(), tls, "parley/1", "TLSv1.3")) {
        client.logIn(TestRelay.person("alice"), relay.pin());
        client.settle();
        assertNotEquals(created, client.socket().getSession().getCreationTime());
        created = client.socket().getSession().getCreationTime();
        Thread.sleep(2);
      }
    }
  }

  @Test
  void openSslGetsNoTicketAndNoEarlyData() throws Exception {
    String said =
        new String(
            OpenSsl.in(folder)
                .run(
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + relay.address().getPort(),
                    "-alpn",
                    "parley/1",
                    "-sess_out",
                    "session"),
            StandardCharsets.UTF_8);
    assertTrue(said.contains("TLSv1.3"), said);
    assertTrue(said.contains("ALPN protocol: parley/1"), said);
    assertFalse(said.contains("New Session Ticket arrived"), said);
    assertTrue(said.contains("Early data was not sent"), said);
    assertFalse(Files.exists(folder.resolve("session")));
  }

  @Test
  void whatIsNoTlsIsDroppedWithoutAWord() throws Exception {
    try (Socket plain = new Socket(relay.address().getAddress(), relay.address().getPort())) {
      plain.setSoTimeout(10_000);
      plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = plain.getInputStream().readAllBytes();
      assertTrue(answer.length <= 7, "at most an alert, not " + answer.length + " bytes");
    }
  }

  @Test
  void aGivenCertificateIsUsedWhateverItsDates() throws Exception {
    relay.close();
    TlsCertificate given =
        TlsCertificate.selfSigned(new SecureRandom(), Instant.parse("2090-01-01T00:00:00Z"));
    Path file = Files.write(folder.resolve("given.pem"), given.pem());
    ParleySettings own = TestRelay.settings(folder);
    relay =
        TestRelay.start(
            new ParleySettings(
                0,
                folder,
                Optional.of(new ParleySettings.CertificateFiles(file, file)),
                own.admission(),
                true,
                own.mailbox(),
                own.limits()));
    assertEquals(Fingerprints.ofSpki(given.spki()), relay.pin());
    relay.loggedIn("alice").close();
  }

  @Test
  void aSilentConnectionIsAskedAndThenDropped() throws Exception {
    startHasty();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      assertTrue(alice.nextOfAnyKind().orElseThrow() instanceof FromRelay.Ping);
      assertTrue(alice.next().isEmpty());
    }
  }

  /// It has nothing to say by itself: a client that hears something does not ask.
  @Test
  void whoIsToldSomethingAllTheTimeIsAskedAllTheSameAndStaysWhenItAnswers() throws Exception {
    startHasty();
    Name aliceName = new Name("alice");
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      alice.send(new FromClient.Watch(List.of(new Name("bob"))));
      Instant end = Instant.now().plusSeconds(2);
      int pings = 0;
      boolean watched = false;
      while (Instant.now().isBefore(end)) {
        watched = !watched;
        bob.send(new FromClient.Watch(watched ? List.of(aliceName) : List.of()));
        FromRelay next = alice.nextOfAnyKind().orElseThrow();
        while (next instanceof FromRelay.Ping ping) {
          pings++;
          alice.send(new FromClient.Pong(ping.echo()));
          next = alice.nextOfAnyKind().orElseThrow();
        }
        assertTrue(next instanceof FromRelay.Presence);
        Thread.sleep(50);
      }
      assertTrue(pings > 0);
    }
  }

  private void startHasty() throws Exception {
    relay.close();
    ParleyLimits usual = TestRelay.LIMITS;
    ParleyLimits hasty =
        new ParleyLimits(
            usual.pendingPerAddress(),
            usual.handover(),
            usual.windowMessages(),
            usual.windowBytes(),
            usual.letterBytes(),
            java.time.Duration.ofMillis(300),
            java.time.Duration.ofMillis(900),
            usual.logins(),
            usual.requests(),
            usual.sends(),
            usual.sendBytes(),
            usual.addresses());
    relay =
        TestRelay.start(
            TestRelay.settings(folder, chat.parley.relay.store.MailboxLimits.DEFAULT, hasty));
  }
}
