package chat.parley.crypto;

/// A certificate, or its key, that TLS cannot be spoken with. The message says what is wrong and quotes
/// neither.
public final class CertificateRejected extends Exception {
  private static final long serialVersionUID = 1;

  CertificateRejected(String why) {
    super(why);
  }
}
