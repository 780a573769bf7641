package chat.parley.relay;

import chat.parley.wire.BodyException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import chat.parley.wire.classic.ClassicFrameReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/// A member on the bare wire: it sends what a test wants, and signs and encrypts nothing.
final class TestMember implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final ClassicFrameReader reader;

  TestMember(InetSocketAddress relay) throws IOException {
    socket = new Socket();
    socket.connect(relay, TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    reader = new ClassicFrameReader(new BufferedInputStream(socket.getInputStream()));
  }

  /// Goes through every step of joining, up to the member's own addKey.
  static TestMember joined(InetSocketAddress relay, String nickname) throws Exception {
    TestMember member = new TestMember(relay);
    member.expect(ClassicBody.NICK);
    member.send(nickname);
    member.expect(new ClassicBody.Greeting(nickname, ClassicBody.CONNECTED).json());
    member.send(announcement(nickname));
    member.awaitAddKey(nickname);
    return member;
  }

  static String announcement(String nickname) {
    return new ClassicBody.Announcement(nickname, "-----BEGIN PUBLIC KEY-----\nAA", "00ff").json();
  }

  /// A message as a member sends it.
  static String message(String to, String from, String hex) {
    return new ClassicBody.EncryptedMessage(to, from, hex, "00", "00").json();
  }

  void send(String body) throws IOException {
    sendBytes(ClassicFrame.encode(body));
  }

  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// The next body; empty once the relay has closed the connection.
  Optional<String> next() throws BodyException {
    try {
      return reader.next();
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  void expect(String body) throws BodyException {
    String next = next().orElse("(closed)");
    if (!next.equals(body)) {
      throw new AssertionError("expected " + body + "\nbut came " + next);
    }
  }

  void expectNote(String to, String text) throws BodyException {
    expect(new ClassicBody.ServerMessage(to, text).json());
  }

  void expectJoin(String nickname) throws BodyException {
    expectNote(ClassicBody.ALL, nickname + " joined the chat!");
    expect(new ClassicBody.AddKey(nickname, announcement(nickname)).json());
  }

  void expectLeave(String nickname) throws BodyException {
    expectNote(ClassicBody.ALL, nickname + " left the chat!");
    expect(new ClassicBody.DelKey(nickname).json());
  }

  void expectClosed() throws BodyException {
    Optional<String> next = next();
    if (next.isPresent()) {
      throw new AssertionError("expected the end but came " + next.get());
    }
  }

  /// Reads and forgets until a member's key has come.
  void awaitAddKey(String nickname) throws BodyException {
    await(new ClassicBody.AddKey(nickname, announcement(nickname)).json());
  }

  /// Reads and forgets up to a body.
  void await(String body) throws BodyException {
    while (!next().orElseThrow(() -> new AssertionError("closed")).equals(body)) {
      // Something else.
    }
  }

  Socket socket() {
    return socket;
  }

  /// Breaks the connection without a word, as a crash does.
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
