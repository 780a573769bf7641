package chat.parley.identity;

import chat.parley.crypto.PinnedTls;
import chat.parley.model.Fingerprint;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The way to a relay of Parley 1: TLS 1.3 to whoever has the pinned key (`protocol-parley1.md`, *Transport*).
public final class RelayTls {
  private static final String PROTOCOL = "parley/1";

  private RelayTls() {}

  /// Makes a connected socket secure.
  ///
  /// @param socket connected; closed with the result, and by a failure
  /// @param pin the relay's fingerprint, from an invitation or as the user accepted it
  /// @return after the handshake
  /// @throws RelayKeyChanged if another key is there; nothing was said to it
  /// @throws NotARelay if what is there does not speak Parley 1
  /// @throws IOException if the connection is lost or too slow
  public static Socket connect(Socket socket, Fingerprint pin) throws IOException {
    try {
      return PinnedTls.connect(socket, pin.bytes(), PROTOCOL);
    } catch (PinnedTls.PinMismatch other) {
      throw new RelayKeyChanged(new Fingerprint(other.seen()));
    } catch (SSLException refused) {
      throw isLoss(refused.getCause()) ? refused : new NotARelay(refused);
    }
  }

  /// Asks a relay for its key, so that a person can compare it, and says nothing else to it.
  ///
  /// @param socket connected; closed by this
  /// @return the fingerprint: who is there proved that it has this key
  /// @throws NotARelay if what is there does not speak Parley 1
  /// @throws IOException if the connection is lost or too slow
  public static Fingerprint ask(Socket socket) throws IOException {
    try {
      return new Fingerprint(PinnedTls.ask(socket, PROTOCOL));
    } catch (SSLException refused) {
      throw isLoss(refused.getCause()) ? refused : new NotARelay(refused);
    }
  }

  /// The Java library wraps what the network does to a handshake.
  private static boolean isLoss(@Nullable Throwable cause) {
    return cause instanceof EOFException
        || cause instanceof SocketException
        || cause instanceof InterruptedIOException;
  }
}
