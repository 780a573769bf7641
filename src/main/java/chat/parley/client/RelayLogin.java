package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.LoginProof;
import chat.parley.model.Bytes;
import chat.parley.model.Connection;
import chat.parley.model.Fingerprint;
import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FrameReader;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import chat.parley.wire.parley.RelayFrames;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/// Logs one identity in (`protocol-parley1.md`, *Login*).
final class RelayLogin {
  private static final int PROTOCOL = 1;

  private final Identity me;
  private final SecureRandom random;

  RelayLogin(Identity me, SecureRandom random) {
    this.me = me;
    this.random = random;
  }

  /// The relay did not let us in.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final Connection.Reason reason;

    Refused(Connection.Reason reason) {
      super("the relay did not let us in: " + reason);
      this.reason = reason;
    }

    Connection.Reason reason() {
      return reason;
    }
  }

  /// Talks to the relay until it welcomes us, on a thread that may wait.
  ///
  /// @param relay the pinned fingerprint
  /// @throws Refused if it does not let us in, or does not keep to the protocol
  /// @throws IOException if the connection is lost or too slow
  FromRelay.Welcome over(FrameReader in, OutputStream out, Fingerprint relay)
      throws IOException, Refused {
    if (!(read(in) instanceof FromRelay.Challenge challenge) || challenge.protocol() != PROTOCOL) {
      throw new Refused(Connection.Reason.NOT_A_RELAY);
    }
    byte[] proof = LoginProof.sign(me, relay, challenge.nonce().toArray(), random);
    FromClient.Login login = new FromClient.Login(me.name(), Bytes.of(me.spki()), Bytes.of(proof));
    out.write(ClientFrames.encode(login).encoded());
    if (!(read(in) instanceof FromRelay.Welcome welcome)) {
      throw new Refused(Connection.Reason.NOT_A_RELAY);
    }
    return welcome;
  }

  private static FromRelay read(FrameReader in) throws IOException, Refused {
    try {
      Frame frame = in.read();
      if (frame == null) {
        throw new EOFException("the relay hung up");
      }
      FromRelay message = RelayFrames.decode(frame);
      if (message instanceof FromRelay.Refused refused) {
        throw new Refused(reason(refused.code()));
      }
      return message;
    } catch (FrameException | BodyException senseless) {
      throw new Refused(Connection.Reason.NOT_A_RELAY);
    }
  }

  /// What a refusal means for the connection.
  static Connection.Reason reason(RefusalCode code) {
    return switch (code) {
      case NAME_TAKEN -> Connection.Reason.NAME_TAKEN;
      case NAME_INVALID, KEY_REJECTED, BAD_SIGNATURE -> Connection.Reason.KEY_REJECTED;
      case NOT_ADMITTED -> Connection.Reason.NOT_ADMITTED;
      case REPLACED -> Connection.Reason.REPLACED;
      case BUSY -> Connection.Reason.BUSY;
      case PROTOCOL -> Connection.Reason.NOT_A_RELAY;
    };
  }
}
