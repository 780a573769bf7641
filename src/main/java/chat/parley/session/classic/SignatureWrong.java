package chat.parley.session.classic;

/// A signature is not of the identity key that it should be of: somebody uses another's name, or the
/// contact has a new key. The contact is named, and gets no session key.
public final class SignatureWrong extends Exception {
  private static final long serialVersionUID = 1;

  public SignatureWrong() {
    super("a signature is not of the contact's key");
  }
}
