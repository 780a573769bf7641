package chat.parley.ui.login;

import chat.parley.client.Messenger;

/// Who takes over what a login page opened. On the FX thread.
public interface LoginHost {
  /// Takes a messenger over, connected or not.
  void opened(Messenger messenger);

  /// Closes a messenger that nobody waits for any more. Returns at once.
  void abandoned(Messenger messenger);
}
