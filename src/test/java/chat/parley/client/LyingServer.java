package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import chat.parley.session.classic.ClassicSession;
import chat.parley.session.classic.ConnectionKey;
import chat.parley.session.classic.SealedText;
import chat.parley.session.classic.SessionOffer;
import chat.parley.session.classic.SignedText;
import chat.parley.wire.BodyException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import chat.parley.wire.classic.ClassicFrameReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A classic server for one member, that sends it whatever a test likes and hears no goodbye; and, in the same hands, other
/// members with their keys.
final class LyingServer implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long TIMEOUT_SECONDS = 20;

  private final ServerSocket server;
  private final CountDownLatch patience = new CountDownLatch(1);
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private volatile @Nullable Socket socket;
  private volatile ClassicBody.@Nullable Announcement announcement;

  LyingServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        Socket member = server.accept();
        socket = member;
        Thread.ofVirtual().start(() -> serve(member));
      }
    } catch (IOException closed) {
      // By the test.
    }
  }

  private void serve(Socket member) {
    try (member) {
      ClassicFrameReader frames = new ClassicFrameReader(member.getInputStream());
      send(ClassicBody.NICK);
      String nickname = frames.next().orElseThrow(EOFException::new);
      send(new ClassicBody.Greeting(nickname, ClassicBody.CONNECTED));
      String json = frames.next().orElseThrow(EOFException::new);
      announcement = ClassicBody.Announcement.parse(json);
      send(new ClassicBody.AddKey(nickname, json));
      for (Optional<String> body = frames.next(); body.isPresent(); body = frames.next()) {
        bodies.add(body.get());
      }
      var _ = patience.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | BodyException | InterruptedException e) {
      // This member is gone; the next one may come.
    }
  }

  void send(ClassicBody body) throws IOException {
    send(body.json());
  }

  void send(String body) throws IOException {
    sendBytes(ClassicFrame.encode(body));
  }

  void sendBytes(byte[] bytes) throws IOException {
    Objects.requireNonNull(socket).getOutputStream().write(bytes);
  }

  /// Waits for a frame of this kind from the member, skipping others.
  <T extends ClassicBody> T await(Class<T> kind) throws Exception {
    while (true) {
      String body = bodies.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (body == null) {
        throw new AssertionError("no " + kind.getSimpleName() + " came");
      }
      ClassicBody parsed = ClassicBody.parse(body);
      if (kind.isInstance(parsed)) {
        return kind.cast(parsed);
      }
    }
  }

  /// Somebody who was here before: sends its session key.
  Member earlier(String nickname, Path keys) throws Exception {
    Member member = new Member(nickname, keys);
    member.offer();
    return member;
  }

  /// A member in this server's hands.
  final class Member {
    private final String nickname;
    private final Identity identity;
    private ClassicBody.@Nullable SessionKey skey;
    private @Nullable ClassicSession session;

    Member(String nickname, Path keys) throws Exception {
      this.nickname = nickname;
      this.identity = KeysFolder.at(keys).unlock(Name.typed(nickname), new char[0]);
    }

    /// Makes new keys for the pair, and sends them.
    void offer() throws Exception {
      ClassicBody.Announcement to = Objects.requireNonNull(announcement);
      Identity receiver = KeysFolder.at(Path.of("keys")).unlock(new Name(to.from()), new char[0]);
      SessionOffer offer =
          SessionOffer.answer(
              new SignedText(to.keyPem(), to.signatureHex()),
              receiver.publicKey(),
              identity,
              RANDOM);
      session = new ClassicSession(offer.keys(), nickname, to.from(), RANDOM);
      skey =
          new ClassicBody.SessionKey(
              offer.sealed().text(), offer.sealed().signatureHex(), nickname, to.from());
      send(skey);
    }

    ClassicBody.SessionKey skey() {
      return Objects.requireNonNull(skey);
    }

    ClassicBody.EncryptedMessage seal(String text) {
      SealedText sealed = session().encrypt(text);
      return new ClassicBody.EncryptedMessage(
          Objects.requireNonNull(announcement).from(),
          nickname,
          sealed.messageHex(),
          sealed.signatureHex(),
          sealed.ivHex());
    }

    String open(ClassicBody.EncryptedMessage message) throws Exception {
      return session()
          .decrypt(new SealedText(message.messageHex(), message.signatureHex(), message.ivHex()));
    }

    /// Announces a new key, signed by its identity.
    ConnectionKey join() throws IOException {
      ConnectionKey key = ConnectionKey.generate(RANDOM);
      SignedText signed = key.announce(identity);
      send(addKey(signed.text(), signed.signatureHex()));
      return key;
    }

    ClassicBody.AddKey addKey(String pem, String signature) {
      return new ClassicBody.AddKey(
          nickname, new ClassicBody.Announcement(nickname, pem, signature).json());
    }

    /// Takes the member's answer to [#join].
    void accept(ConnectionKey key, ClassicBody.SessionKey answer, Identity from) throws Exception {
      session =
          new ClassicSession(
              key.open(new SignedText(answer.keyHex(), answer.signatureHex()), from.publicKey()),
              nickname,
              answer.from(),
              RANDOM);
    }

    void leave() throws IOException {
      send(new ClassicBody.DelKey(nickname));
    }

    private ClassicSession session() {
      return Objects.requireNonNull(session);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    patience.countDown();
    Socket open = socket;
    if (open != null) {
      open.close();
    }
  }
}
