package chat.parley.ui.contacts;

/// What the menu of the account asks of the window around it.
public interface AccountActions {
  void newWindow();

  /// Writes to somebody who is no contact yet.
  void meet();

  /// Whether others can be invited to this relay.
  boolean canInvite();

  /// Puts the relay's invitation on the clipboard.
  void copyInvitation();

  void settings();

  void shortcuts();

  void about();

  /// Is told that the own fingerprint is on the clipboard now.
  void fingerprintCopied();

  void logOut();
}
