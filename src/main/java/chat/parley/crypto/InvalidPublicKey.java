package chat.parley.crypto;

/// Bytes that are no public key of X25519 or ML-KEM-768 that anybody honest would send: of the wrong length,
/// of low order, or not reduced.
public final class InvalidPublicKey extends Exception {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong, without the key
  public InvalidPublicKey(String message) {
    super(message);
  }
}
