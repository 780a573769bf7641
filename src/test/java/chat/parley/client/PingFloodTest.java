package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.RelayIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Connection;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FrameReader;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RelayFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A relay that pings without end and reads nothing, so that the answers pile up at the client.
class PingFloodTest {
  private static final int PINGS = 600_000;
  private static final int AT_ONCE = 10_000;

  /// Room for the client's megabyte of unwritten frames and for what the kernel holds on the way.
  private static final int MOST_ANSWERS = 400_000;

  private static final FromRelay.Ping LAST =
      new FromRelay.Ping(Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));

  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void answersThatNobodyReadsAreNotKept() throws Exception {
    RelayIdentity relay = RelayIdentity.ofFolder(folder, new SecureRandom(), Instant.now());
    Identity alice = KeysFolder.at(Path.of("keys")).unlock(new Name("alice"), new char[0]);
    Core core = new Core("flood", Runnable::run);
    try (SSLServerSocket server = listen(relay)) {
      CompletableFuture<FromRelay.Welcome> welcomed = new CompletableFuture<>();
      CompletableFuture<Connection.Reason> ended = new CompletableFuture<>();
      ParleyLink link =
          ParleyLink.open(
              core,
              owner(welcomed, ended),
              new RelayLogin(alice, new SecureRandom()),
              () -> new Invitation("127.0.0.1", server.getLocalPort(), relay.fingerprint()));
      try (SSLSocket client = (SSLSocket) server.accept()) {
        FrameReader answers = new FrameReader(new BufferedInputStream(client.getInputStream()));
        OutputStream out = client.getOutputStream();
        logIn(answers, out);
        welcomed.get(10, TimeUnit.SECONDS);
        flood(out);

        int pongs = 0;
        client.setSoTimeout(2_000);
        // Once there is room again the client answers again.
        AtomicBoolean isAnswered = new AtomicBoolean();
        CompletableFuture<Void> again = CompletableFuture.runAsync(() -> pingOn(out, isAnswered));
        while (!isAnswerTo(answers.read())) {
          pongs++;
        }
        assertTrue(pongs < MOST_ANSWERS, pongs + " answers were kept");
        isAnswered.set(true);
        again.get(10, TimeUnit.SECONDS);
      } finally {
        link.abort();
        assertInstanceOf(Connection.Reason.class, ended.get(10, TimeUnit.SECONDS));
      }
    } finally {
      core.stop();
    }
  }

  private static SSLServerSocket listen(RelayIdentity relay) throws Exception {
    SSLServerSocket server =
        (SSLServerSocket) relay.tls().getServerSocketFactory().createServerSocket();
    server.setReceiveBufferSize(1 << 16);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"parley/1"});
    server.setSSLParameters(parameters);
    return server;
  }

  private static void logIn(FrameReader in, OutputStream out) throws Exception {
    out.write(encoded(new FromRelay.Challenge(1, Bytes.of(new byte[32]))));
    Frame login = Objects.requireNonNull(in.read());
    assertInstanceOf(FromClient.Login.class, ClientFrames.decode(login));
    FromRelay.Limits limits = new FromRelay.Limits(262_144, 10_000, 1 << 20, 0);
    out.write(encoded(new FromRelay.Welcome(0, limits, List.of(), 0)));
  }

  private static void flood(OutputStream out) throws Exception {
    byte[] ping = encoded(new FromRelay.Ping(Bytes.of(new byte[8])));
    byte[] many = new byte[ping.length * AT_ONCE];
    for (int i = 0; i < AT_ONCE; i++) {
      System.arraycopy(ping, 0, many, i * ping.length, ping.length);
    }
    for (int i = 0; i < PINGS / AT_ONCE; i++) {
      out.write(many);
    }
  }

  private static void pingOn(OutputStream out, AtomicBoolean isAnswered) {
    try {
      while (!isAnswered.get()) {
        out.write(encoded(LAST));
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException("the client hung up", broken);
    }
  }

  private static boolean isAnswerTo(@Nullable Frame frame) throws Exception {
    return ClientFrames.decode(Objects.requireNonNull(frame)) instanceof FromClient.Pong pong
        && pong.echo().equals(LAST.echo());
  }

  private static byte[] encoded(FromRelay frame) {
    return RelayFrames.encode(frame).encoded();
  }

  private static ParleyLink.Owner owner(
      CompletableFuture<FromRelay.Welcome> welcomed, CompletableFuture<Connection.Reason> ended) {
    return new ParleyLink.Owner() {
      @Override
      public void welcomed(ParleyLink link, FromRelay.Welcome welcome, String where) {
        welcomed.complete(welcome);
      }

      @Override
      public List<FromRelay> arrived(List<FromRelay> frames) {
        return List.of();
      }

      @Override
      public void roomAgain() {}

      @Override
      public void ended(ParleyLink link, Connection.Reason reason) {
        ended.complete(reason);
      }
    };
  }
}
