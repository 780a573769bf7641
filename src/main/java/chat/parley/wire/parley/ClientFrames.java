package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.wire.BodyException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a client says, as frames: the client encodes it, the relay decodes it.
public final class ClientFrames {
  /// Flag 1 of a SEND.
  private static final int TRANSIENT = 1;

  private static final int ID_BYTES = 16;
  private static final int ECHO_BYTES = 8;

  /// What a LOGIN may carry, in bytes: more than any good key has, so that a longer one can be refused
  /// for what it is.
  private static final int MAX_LOGIN_BYTES = 2_500;

  private static final int MAX_SIGNATURE_BYTES = SignedPrekey.MAX_SIGNATURE_BYTES;

  private ClientFrames() {}

  /// The frame of a message.
  ///
  /// @throws IllegalArgumentException if it is larger than a frame, or one that is never sent
  public static Frame encode(FromClient message) {
    return switch (message) {
      case FromClient.Login login ->
          new ControlWriter()
              .text("name", login.name().value())
              .bytes("key", login.key())
              .bytes("signature", login.signature())
              .frame(FrameType.LOGIN);
      case FromClient.Publish publish ->
          new ControlWriter()
              .bodies("prekeys", publish.prekeys().stream().map(ClientFrames::prekey).toList())
              .frame(FrameType.PUBLISH);
      case FromClient.Fetch fetch ->
          new ControlWriter()
              .number("request", fetch.request())
              .text("name", fetch.name().value())
              .frame(FrameType.FETCH);
      case FromClient.Watch watch ->
          new ControlWriter().names("names", watch.names()).frame(FrameType.WATCH);
      case FromClient.ListAccounts list ->
          new ControlWriter()
              .number("request", list.request())
              .text("after", list.after())
              .frame(FrameType.LIST);
      case FromClient.Send send -> new Frame(FrameType.SEND, send(send));
      case FromClient.Ack ack ->
          new Frame(
              FrameType.ACK, Bytes.of(ByteBuffer.allocate(8).putLong(ack.sequence()).array()));
      case FromClient.Ping ping -> new Frame(FrameType.PING, ping.echo());
      case FromClient.Pong pong -> new Frame(FrameType.PONG, pong.echo());
      case FromClient.LoginMisnamed _, FromClient.Unknown _ ->
          throw new IllegalArgumentException("this is never sent");
    };
  }

  /// The message of a frame.
  ///
  /// @throws BodyException if the body is not what its type asks for
  public static FromClient decode(Frame frame) throws BodyException {
    return switch (frame.type()) {
      case FrameType.LOGIN -> login(ControlBody.of(frame.body()));
      case FrameType.PUBLISH -> publish(ControlBody.of(frame.body()));
      case FrameType.FETCH -> {
        ControlBody body = ControlBody.of(frame.body());
        yield new FromClient.Fetch(body.number("request"), body.name("name"));
      }
      case FrameType.WATCH ->
          new FromClient.Watch(ControlBody.of(frame.body()).names("names", FrameLimits.WATCHED));
      case FrameType.LIST -> list(ControlBody.of(frame.body()));
      case FrameType.SEND -> send(new BinaryBody(frame.body()));
      case FrameType.ACK -> {
        BinaryBody body = new BinaryBody(frame.body());
        long sequence = body.u64();
        body.end();
        yield new FromClient.Ack(sequence);
      }
      case FrameType.PING -> new FromClient.Ping(echo(frame));
      case FrameType.PONG -> new FromClient.Pong(echo(frame));
      default -> new FromClient.Unknown(frame.type());
    };
  }

  /// Whether the body of a frame is JSON, which takes longer to read than a hot-path body.
  public static boolean isControl(Frame frame) {
    return frame.type() < FrameType.SEND;
  }

  static Bytes echo(Frame frame) throws BodyException {
    if (frame.body().length() != ECHO_BYTES) {
      throw new BodyException("a ping has 8 bytes");
    }
    return frame.body();
  }

  static ControlWriter prekey(SignedPrekey prekey) {
    return new ControlWriter()
        .bytes("prekey", prekey.prekey())
        .bytes("signature", prekey.signature());
  }

  static SignedPrekey prekey(ControlBody body) throws BodyException {
    return new SignedPrekey(
        body.bytes("prekey", SignedPrekey.PREKEY_BYTES),
        body.bytesUpTo("signature", MAX_SIGNATURE_BYTES));
  }

  private static FromClient login(ControlBody body) throws BodyException {
    Bytes key = body.bytesUpTo("key", MAX_LOGIN_BYTES);
    Bytes signature = body.bytesUpTo("signature", MAX_LOGIN_BYTES);
    return body.isName("name")
        ? new FromClient.Login(body.name("name"), key, signature)
        : new FromClient.LoginMisnamed();
  }

  private static FromClient publish(ControlBody body) throws BodyException {
    List<SignedPrekey> prekeys = new ArrayList<>();
    for (ControlBody each : body.bodies("prekeys", FrameLimits.PREKEYS)) {
      prekeys.add(prekey(each));
    }
    return new FromClient.Publish(prekeys);
  }

  private static FromClient list(ControlBody body) throws BodyException {
    String after = body.text("after", 32);
    return new FromClient.ListAccounts(
        body.number("request"), after.isEmpty() ? after : body.name("after").value());
  }

  private static Bytes send(FromClient.Send send) {
    if (send.id().length() != ID_BYTES || send.payload().length() > FrameLimits.PAYLOAD) {
      throw new IllegalArgumentException("an id has 16 bytes, and a payload must fit a frame");
    }
    ByteBuffer body =
        ByteBuffer.allocate(
            1 + ID_BYTES + 1 + send.to().value().length() + send.payload().length());
    body.put((byte) (send.transientOnly() ? TRANSIENT : 0)).put(send.id().toArray());
    BinaryBody.put(body, send.to());
    body.put(send.payload().toArray());
    return Bytes.of(body.array());
  }

  private static FromClient send(BinaryBody body) throws BodyException {
    int flags = body.u8();
    return new FromClient.Send(
        (flags & TRANSIENT) != 0, body.bytes(ID_BYTES), body.name(), body.rest());
  }
}
