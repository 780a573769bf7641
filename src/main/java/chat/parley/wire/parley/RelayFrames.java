package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.wire.BodyException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a relay says, as frames: the relay encodes it, the client decodes it.
public final class RelayFrames {
  private static final int NONCE_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final int MAX_KEY_BYTES = 1100;
  private static final int MAX_WORD = 64;

  private RelayFrames() {}

  /// The frame of a message.
  ///
  /// @throws IllegalArgumentException if it is larger than a frame, or [FromRelay.Unknown]
  public static Frame encode(FromRelay message) {
    return switch (message) {
      case FromRelay.Challenge challenge ->
          new ControlWriter()
              .number("protocol", challenge.protocol())
              .bytes("nonce", challenge.nonce())
              .frame(FrameType.CHALLENGE);
      case FromRelay.Welcome welcome -> welcome(welcome);
      case FromRelay.Refused refused ->
          new ControlWriter()
              .text("code", refused.code().word())
              .text("reason", refused.reason())
              .frame(FrameType.REFUSED);
      case FromRelay.Published published ->
          new ControlWriter().ids("prekeys", published.prekeys()).frame(FrameType.PUBLISH);
      case FromRelay.Bundle bundle ->
          new ControlWriter()
              .number("request", bundle.request())
              .text("name", bundle.name().value())
              .bytes("key", bundle.key())
              .bytes("prekey", bundle.prekey().prekey())
              .bytes("signature", bundle.prekey().signature())
              .frame(FrameType.BUNDLE);
      case FromRelay.NoBundle none -> refusal(none.request(), none.error(), FrameType.BUNDLE);
      case FromRelay.Presence presence ->
          new ControlWriter()
              .text("name", presence.name().value())
              .flag("online", presence.online())
              .number("since", presence.since())
              .frame(FrameType.PRESENCE);
      case FromRelay.Accounts accounts -> accounts(accounts);
      case FromRelay.NoAccounts none -> refusal(none.request(), none.error(), FrameType.ACCOUNTS);
      case FromRelay.Accepted accepted -> new Frame(FrameType.ACCEPTED, accepted.id());
      case FromRelay.Deliver deliver -> deliver(deliver);
      case FromRelay.Undeliverable refused -> undeliverable(refused);
      case FromRelay.Failure failure ->
          new ControlWriter()
              .text("code", failure.code())
              .text("reason", failure.reason())
              .frame(FrameType.ERROR);
      case FromRelay.Ping ping -> new Frame(FrameType.PING, ping.echo());
      case FromRelay.Pong pong -> new Frame(FrameType.PONG, pong.echo());
      case FromRelay.Unknown unknown ->
          throw new IllegalArgumentException(
              "a frame of type " + unknown.type() + " is never sent");
    };
  }

  /// The message of a frame.
  ///
  /// @throws BodyException if the body is not what its type asks for
  public static FromRelay decode(Frame frame) throws BodyException {
    return switch (frame.type()) {
      case FrameType.CHALLENGE -> challenge(ControlBody.of(frame.body()));
      case FrameType.WELCOME -> welcome(ControlBody.of(frame.body()));
      case FrameType.REFUSED -> refused(ControlBody.of(frame.body()));
      case FrameType.PUBLISH ->
          new FromRelay.Published(ControlBody.of(frame.body()).ids("prekeys", FrameLimits.PREKEYS));
      case FrameType.BUNDLE -> bundle(ControlBody.of(frame.body()));
      case FrameType.PRESENCE -> {
        ControlBody body = ControlBody.of(frame.body());
        yield new FromRelay.Presence(body.name("name"), body.flag("online"), body.number("since"));
      }
      case FrameType.ACCOUNTS -> accounts(ControlBody.of(frame.body()));
      case FrameType.ACCEPTED -> {
        BinaryBody body = new BinaryBody(frame.body());
        Bytes id = body.bytes(ID_BYTES);
        body.end();
        yield new FromRelay.Accepted(id);
      }
      case FrameType.DELIVER -> {
        BinaryBody body = new BinaryBody(frame.body());
        yield new FromRelay.Deliver(body.u64(), body.u64(), body.name(), body.rest());
      }
      case FrameType.UNDELIVERABLE -> undeliverable(new BinaryBody(frame.body()));
      case FrameType.ERROR -> {
        ControlBody body = ControlBody.of(frame.body());
        yield new FromRelay.Failure(body.text("code", MAX_WORD), body.shown("reason"));
      }
      case FrameType.PING -> new FromRelay.Ping(ClientFrames.echo(frame));
      case FrameType.PONG -> new FromRelay.Pong(ClientFrames.echo(frame));
      default -> new FromRelay.Unknown(frame.type());
    };
  }

  private static FromRelay challenge(ControlBody body) throws BodyException {
    long protocol = body.number("protocol");
    if (protocol > Integer.MAX_VALUE) {
      throw new BodyException("the field protocol is not what it should be");
    }
    return new FromRelay.Challenge((int) protocol, body.bytes("nonce", NONCE_BYTES));
  }

  private static Frame welcome(FromRelay.Welcome welcome) {
    FromRelay.Limits limits = welcome.limits();
    return new ControlWriter()
        .number("time", welcome.time())
        .body(
            "limits",
            new ControlWriter()
                .number("frame", limits.frame())
                .number("mailboxMessages", limits.mailboxMessages())
                .number("mailboxBytes", limits.mailboxBytes())
                .number("blobBytes", limits.blobBytes()))
        .ids("prekeys", welcome.prekeys())
        .number("waiting", welcome.waiting())
        .frame(FrameType.WELCOME);
  }

  private static FromRelay welcome(ControlBody body) throws BodyException {
    ControlBody limits = body.body("limits");
    return new FromRelay.Welcome(
        body.number("time"),
        new FromRelay.Limits(
            limits.number("frame"),
            limits.number("mailboxMessages"),
            limits.number("mailboxBytes"),
            limits.number("blobBytes")),
        body.ids("prekeys", FrameLimits.PREKEYS),
        body.number("waiting"));
  }

  private static FromRelay refused(ControlBody body) throws BodyException {
    RefusalCode code =
        RefusalCode.of(body.text("code", MAX_WORD))
            .orElseThrow(() -> new BodyException("the code is not one of those that there are"));
    return new FromRelay.Refused(code, body.shown("reason"));
  }

  private static FromRelay bundle(ControlBody body) throws BodyException {
    if (body.has("error")) {
      return new FromRelay.NoBundle(body.number("request"), body.text("error", MAX_WORD));
    }
    return new FromRelay.Bundle(
        body.number("request"),
        body.name("name"),
        body.bytesUpTo("key", MAX_KEY_BYTES),
        ClientFrames.prekey(body));
  }

  private static Frame accounts(FromRelay.Accounts accounts) {
    return new ControlWriter()
        .number("request", accounts.request())
        .bodies(
            "accounts",
            accounts.accounts().stream()
                .map(
                    listed ->
                        new ControlWriter()
                            .text("name", listed.name().value())
                            .text("fingerprint", listed.fingerprint().hex()))
                .toList())
        .flag("more", accounts.more())
        .frame(FrameType.ACCOUNTS);
  }

  private static FromRelay accounts(ControlBody body) throws BodyException {
    if (body.has("error")) {
      return new FromRelay.NoAccounts(body.number("request"), body.text("error", MAX_WORD));
    }
    List<FromRelay.Listed> listed = new ArrayList<>();
    for (ControlBody each : body.bodies("accounts", FrameLimits.ACCOUNTS)) {
      try {
        listed.add(
            new FromRelay.Listed(
                each.name("name"), Fingerprint.ofHex(each.text("fingerprint", 64))));
      } catch (IllegalArgumentException notHex) {
        throw new BodyException("the field fingerprint is not what it should be", notHex);
      }
    }
    return new FromRelay.Accounts(body.number("request"), listed, body.flag("more"));
  }

  private static Frame refusal(long request, String error, int type) {
    return new ControlWriter().number("request", request).text("error", error).frame(type);
  }

  private static Frame deliver(FromRelay.Deliver deliver) {
    ByteBuffer body =
        ByteBuffer.allocate(
            8 + 8 + 1 + deliver.from().value().length() + deliver.payload().length());
    body.putLong(deliver.sequence()).putLong(deliver.time());
    BinaryBody.put(body, deliver.from());
    body.put(deliver.payload().toArray());
    return new Frame(FrameType.DELIVER, Bytes.of(body.array()));
  }

  private static Frame undeliverable(FromRelay.Undeliverable refused) {
    ByteBuffer body = ByteBuffer.allocate(ID_BYTES + 1);
    body.put(refused.id().toArray()).put((byte) refused.code().value());
    return new Frame(FrameType.UNDELIVERABLE, Bytes.of(body.array()));
  }

  private static FromRelay undeliverable(BinaryBody body) throws BodyException {
    Bytes id = body.bytes(ID_BYTES);
    UndeliverableCode code =
        UndeliverableCode.of(body.u8())
            .orElseThrow(() -> new BodyException("the code is not one of those that there are"));
    body.end();
    return new FromRelay.Undeliverable(id, code);
  }
}
