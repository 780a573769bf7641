package chat.parley.relay;

import chat.parley.identity.Identity;
import chat.parley.identity.LoginProof;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.wire.BodyException;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FrameReader;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import chat.parley.wire.parley.RelayFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client of Parley 1 on the bare wire: it sends what a test wants, pins the relay's key, and encrypts
/// nothing. For one thread that reads and one that writes.
public final class ParleyTestClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SSLSocket socket;
  private final FrameReader reader;

  private ParleyTestClient(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.reader = new FrameReader(new BufferedInputStream(socket.getInputStream()));
  }

  /// Connects as `protocol-parley1.md`, *Transport*, says.
  public static ParleyTestClient connect(InetSocketAddress relay, Fingerprint pin)
      throws IOException {
    return connect(relay, tls(pin), "parley/1", "TLSv1.3");
  }

  static ParleyTestClient connect(
      InetSocketAddress relay, SSLContext tls, String protocol, String version) throws IOException {
    return connect(new Socket(), relay, tls, protocol, version);
  }

  /// A client whose system takes little in before the client reads it.
  static ParleyTestClient connectSlowReader(InetSocketAddress relay, Fingerprint pin)
      throws IOException {
    Socket plain = new Socket();
    plain.setReceiveBufferSize(1 << 12);
    return connect(plain, relay, tls(pin), "parley/1", "TLSv1.3");
  }

  private static ParleyTestClient connect(
      Socket plain, InetSocketAddress relay, SSLContext tls, String protocol, String version)
      throws IOException {
    try {
      plain.connect(relay, TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      plain.setTcpNoDelay(true);
      SSLSocket socket =
          (SSLSocket)
              tls.getSocketFactory()
                  .createSocket(plain, relay.getHostString(), relay.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {version});
      parameters.setApplicationProtocols(
          protocol.isEmpty() ? new String[0] : new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new ParleyTestClient(socket);
    } catch (IOException | RuntimeException failed) {
      plain.close();
      throw failed;
    }
  }

  /// Connects and logs in.
  public static ParleyTestClient loggedIn(
      InetSocketAddress relay, Fingerprint pin, Identity identity) throws Exception {
    ParleyTestClient client = connect(relay, pin);
    try {
      client.logIn(identity, pin);
      return client;
    } catch (Exception | AssertionError failed) {
      client.close();
      throw failed;
    }
  }

  /// @return what the relay welcomes with
  public FromRelay.Welcome logIn(Identity identity, Fingerprint pin) throws Exception {
    FromRelay.Challenge challenge = expect(FromRelay.Challenge.class);
    send(login(identity, identity.name(), pin, challenge));
    FromRelay.Welcome welcome = expect(FromRelay.Welcome.class);
    reader.allow(FrameLimits.FRAME);
    return welcome;
  }

  static FromClient.Login login(
      Identity identity, Name name, Fingerprint pin, FromRelay.Challenge challenge) {
    byte[] signature =
        LoginProof.sign(
            new Identity(name, identity.key()), pin, challenge.nonce().toArray(), RANDOM);
    return new FromClient.Login(name, Bytes.of(identity.publicKey().spki()), Bytes.of(signature));
  }

  public void send(FromClient message) throws IOException {
    sendBytes(ClientFrames.encode(message).encoded());
  }

  void sendControl(int type, String json) throws IOException {
    sendBytes(new Frame(type, Bytes.of(json.getBytes(StandardCharsets.UTF_8))).encoded());
  }

  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// A message of this text under the id that [#id] makes of the number.
  public void sendMessage(int number, Name to, String text) throws IOException {
    send(new FromClient.Send(false, id(number), to, text(text)));
  }

  /// The next message; pings are left out. Empty once the relay has closed the connection.
  public Optional<FromRelay> next() throws BodyException {
    Optional<FromRelay> next = nextOfAnyKind();
    while (next.isPresent() && next.get() instanceof FromRelay.Ping) {
      next = nextOfAnyKind();
    }
    return next;
  }

  Optional<FromRelay> nextOfAnyKind() throws BodyException {
    try {
      Frame frame = reader.read();
      return frame == null ? Optional.empty() : Optional.of(RelayFrames.decode(frame));
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  public <T extends FromRelay> T expect(Class<T> type) throws BodyException {
    FromRelay message = next().orElseThrow(() -> new AssertionError("closed, no " + type));
    if (!type.isInstance(message)) {
      throw new AssertionError("expected " + type.getSimpleName() + " but came " + message);
    }
    return type.cast(message);
  }

  void expect(FromRelay message) throws BodyException {
    FromRelay came = next().orElseThrow(() -> new AssertionError("closed, no " + message));
    if (!came.equals(message)) {
      throw new AssertionError("expected " + message + " but came " + came);
    }
  }

  /// Expects a message of this text.
  ///
  /// @return its sequence number
  public long expectText(Name from, String text) throws BodyException {
    FromRelay.Deliver deliver = expect(FromRelay.Deliver.class);
    if (!deliver.from().equals(from) || !deliver.payload().equals(text(text))) {
      throw new AssertionError("expected " + text + " but came " + text(deliver.payload()));
    }
    return deliver.sequence();
  }

  void expectRefused(RefusalCode code) throws BodyException {
    FromRelay.Refused refused = expect(FromRelay.Refused.class);
    if (refused.code() != code) {
      throw new AssertionError("expected " + code + " but came " + refused);
    }
    expectClosed();
  }

  void expectClosed() throws BodyException {
    Optional<FromRelay> next = next();
    if (next.isPresent()) {
      throw new AssertionError("expected the end but came " + next.get());
    }
  }

  /// Goes to the relay and back: what was sent before has then been read.
  void settle() throws Exception {
    Bytes echo = Bytes.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
    send(new FromClient.Ping(echo));
    expect(new FromRelay.Pong(echo));
  }

  /// The same, while messages come in: they are left out.
  void settleAmongDeliveries() throws Exception {
    Bytes echo = Bytes.of(new byte[] {7, 6, 5, 4, 3, 2, 1, 0});
    send(new FromClient.Ping(echo));
    while (!next().orElseThrow().equals(new FromRelay.Pong(echo))) {
      // Another.
    }
  }

  /// Waits until what is sent to this member now goes to it from memory: it writes to itself, what nobody
  /// keeps, until that comes back.
  ///
  /// @return the last sequence number
  long awaitCaughtUp(Name self) throws Exception {
    Bytes echo = Bytes.of(new byte[] {5, 5, 5, 5, 5, 5, 5, 5});
    while (true) {
      send(new FromClient.Send(true, id(0), self, text("probe")));
      send(new FromClient.Ping(echo));
      FromRelay next = next().orElseThrow();
      if (next instanceof FromRelay.Deliver probe) {
        expect(new FromRelay.Pong(echo));
        acknowledge(probe.sequence());
        return probe.sequence();
      }
    }
  }

  /// A SEND with a payload that only a short name leaves room for in the frame.
  void sendOversized(int number, Name to, int length) throws IOException {
    byte[] name = to.value().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer body = ByteBuffer.allocate(1 + 16 + 1 + name.length + length);
    body.put((byte) 0).put(id(number).toArray()).put((byte) name.length).put(name);
    sendBytes(new Frame(0x10, Bytes.of(body.array())).encoded());
  }

  void acknowledge(long sequence) throws IOException {
    send(new FromClient.Ack(sequence));
  }

  static Bytes id(int number) {
    byte[] id = new byte[16];
    for (int i = 0; i < 4; i++) {
      id[i] = (byte) (number >> (24 - 8 * i));
    }
    return Bytes.of(id);
  }

  static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(Bytes payload) {
    return new String(payload.toArray(), StandardCharsets.UTF_8);
  }

  SSLSocket socket() {
    return socket;
  }

  void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /// Trusts one key and looks at nothing else of a certificate.
  static SSLContext tls(Fingerprint pin) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new Pinned(pin)}, RANDOM);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Pinned extends X509ExtendedTrustManager {
    private final Fingerprint pin;

    Pinned(Fingerprint pin) {
      this.pin = pin;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      byte[] spki = chain[0].getPublicKey().getEncoded();
      if (!chat.parley.identity.Fingerprints.ofSpki(spki).equals(pin)) {
        throw new CertificateException("another key than the pinned one");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("a client does not look at clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
