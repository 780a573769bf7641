package chat.parley.ui.login;

import chat.parley.client.Messenger;
import chat.parley.client.Subscription;
import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import org.jspecify.annotations.Nullable;

/// One try to log in, from the click to the handing over. Its final fields may be read by any thread; the
/// others belong to the FX thread.
final class LoginAttempt {
  final Name name;
  final RelayAddress relay;
  final KeysFolder keys;

  /// Unlocked, while it may be needed once more.
  @Nullable Identity identity;

  @Nullable Messenger messenger;
  @Nullable Subscription subscription;

  LoginAttempt(Name name, RelayAddress relay, KeysFolder keys) {
    this.name = name;
    this.relay = relay;
    this.keys = keys;
  }

  void stopListening() {
    if (subscription != null) {
      subscription.close();
    }
  }

  /// Is over without a window.
  void abandon(LoginHost host) {
    stopListening();
    if (messenger != null) {
      host.abandoned(messenger);
    }
  }
}
