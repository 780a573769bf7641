package chat.parley.session;

/// A session with one contact, bound to the key that the contact's identity was checked with. Not safe
/// for use by several threads.
///
/// @param <C> what the user's side of it is: contents
/// @param <P> what the relay's side of it is: payloads
public interface SecureSession<C, P> {
  /// Encrypts a content for the contact.
  P encrypt(C content);

  /// Opens what the contact encrypted. Unless it succeeds, the session is as it was before.
  ///
  /// @throws AlreadyOpened if this very payload was opened before: drop it
  /// @throws NotOpened if this session cannot open it: say so
  C decrypt(P payload) throws AlreadyOpened, NotOpened;
}
