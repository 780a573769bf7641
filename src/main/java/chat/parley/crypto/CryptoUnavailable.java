package chat.parley.crypto;

/// The Java runtime lacks an algorithm that this program is built on, or a call of ours broke its
/// contract: a defect, never the consequence of bad input.
public final class CryptoUnavailable extends IllegalStateException {
  private static final long serialVersionUID = 1;

  CryptoUnavailable(Throwable cause) {
    super("cryptography: " + cause.getClass().getSimpleName());
  }
}
