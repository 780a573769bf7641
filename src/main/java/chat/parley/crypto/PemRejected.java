package chat.parley.crypto;

/// A PEM file that cannot be read: its form is wrong, or its encryption does not open. Whether the key in
/// it is good is [KeyRejected]'s matter.
public final class PemRejected extends Exception {
  private static final long serialVersionUID = 1;

  /// What is wrong with it.
  public enum Reason {
    /// There is no `-----BEGIN …-----` line.
    NOT_PEM,
    /// A block begins and does not end.
    CUT_OFF,
    /// What stands between the lines is not Base64, or its headers make no sense.
    DAMAGED,
    /// It holds something else: a public key in place of a private one, a certificate.
    OTHER_CONTENT,
    /// A private key in OpenSSH's own format.
    OPENSSH_FORMAT,
    /// It is encrypted, and the passphrase given is empty.
    PASSPHRASE_NEEDED,
    /// It does not open under this passphrase.
    PASSPHRASE_WRONG,
    /// It is encrypted in a way that Parley does not know.
    ENCRYPTION_UNKNOWN,
    /// Opening it would take too long, or too much memory.
    ENCRYPTION_COSTLY
  }

  private final Reason reason;

  public PemRejected(Reason reason) {
    super("PEM rejected: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
