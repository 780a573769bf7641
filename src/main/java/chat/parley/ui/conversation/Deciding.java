package chat.parley.ui.conversation;

import chat.parley.client.Messenger;
import chat.parley.model.Name;
import chat.parley.model.Protection;

/// What the user decides about a contact: whether to hear of it, and whether its key is to be trusted.
final class Deciding {
  private final Messenger messenger;
  private final Name contact;

  Deciding(Messenger messenger, Name contact) {
    this.messenger = messenger;
    this.contact = contact;
  }

  /// Whether one can shut the contact out: classic has no word for it.
  boolean canBlock() {
    return messenger.protection() == Protection.PARLEY;
  }

  /// Lets somebody who asked to write do so.
  void accept() {
    messenger.accept(contact);
  }

  /// Forgets a request, with all that was written.
  void decline() {
    messenger.decline(contact);
  }

  /// Hears nothing more of the contact.
  void block() {
    messenger.block(contact);
  }

  /// Takes [#block] back.
  void unblock() {
    messenger.unblock(contact);
  }

  /// Takes the mark of a comparison back and goes on with the key that is there now.
  void stopVerifying() {
    messenger.withdrawVerification(contact);
  }
}
