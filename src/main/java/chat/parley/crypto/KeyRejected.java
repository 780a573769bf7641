package chat.parley.crypto;

/// A public or private key that Parley does not accept (`protocol-parley1.md`, *Identity keys*).
public final class KeyRejected extends Exception {
  private static final long serialVersionUID = 1;

  /// What is wrong with it.
  public enum Reason {
    /// Not a SubjectPublicKeyInfo or PrivateKeyInfo.
    NOT_A_KEY,
    /// A key, but not for RSA (or for RSA-PSS only).
    NOT_RSA,
    /// The bytes are not exactly what encoding the key again gives.
    NOT_CANONICAL,
    /// Fewer than 2048 bits.
    TOO_SHORT,
    /// More than 8192 bits.
    TOO_LONG,
    /// The public exponent is not 65537.
    BAD_EXPONENT,
    /// The modulus is even or prime.
    BAD_MODULUS,
    /// The private half does not belong to the public half it carries.
    INCONSISTENT
  }

  private final Reason reason;

  public KeyRejected(Reason reason) {
    super("key rejected: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
