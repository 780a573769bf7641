package chat.parley.client;

import chat.parley.model.Name;

/// There is no usable key for this contact.
public final class ContactKeyMissing extends Exception {
  private static final long serialVersionUID = 1;

  public ContactKeyMissing(Name contact) {
    super("no usable key for " + contact);
  }
}
