package chat.parley.crypto;

/// A ciphertext that does not open under this key. Says nothing of why: the reason could help whoever
/// made it.
public final class DecryptionFailed extends Exception {
  private static final long serialVersionUID = 1;

  public DecryptionFailed() {
    super("a ciphertext does not open");
  }
}
