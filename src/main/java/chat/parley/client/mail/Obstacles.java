package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.Name;
import chat.parley.store.StoredContact;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why messages wait, which is not kept but true of the moment. What is kept of a message that waits is only
/// whether it is sealed already: see [#SEALED].
final class Obstacles {
  /// Kept of a message whose payload is in the outbox.
  static final Delivery SEALED = new Delivery.Waiting(WaitReason.SENDING);

  /// Kept of a message that is to be sealed yet.
  static final Delivery UNSEALED = new Delivery.Waiting(WaitReason.NOT_CONNECTED);

  private final Map<Name, WaitReason> reasons = new HashMap<>();
  private boolean isOnline;

  void online(boolean nowOnline) {
    isOnline = nowOnline;
  }

  /// What stands in the way of a contact's messages beside the connection and the user's own decisions.
  ///
  /// @param reason null if nothing does
  void put(Name contact, @Nullable WaitReason reason) {
    if (reason == null) {
      reasons.remove(contact);
    } else {
      reasons.put(contact, reason);
    }
  }

  void clear() {
    reasons.clear();
  }

  /// Whether nothing may be sent to a contact unless the user decides something.
  static boolean isHeldBack(StoredContact contact) {
    return contact.standing() != Contact.Standing.ACCEPTED || contact.offeredKey() != null;
  }

  WaitReason of(Name name, @Nullable StoredContact contact) {
    if (contact != null && contact.standing() != Contact.Standing.ACCEPTED) {
      return WaitReason.NOT_ACCEPTED;
    }
    if (contact != null && contact.offeredKey() != null) {
      return WaitReason.KEY_CHANGED;
    }
    return isOnline ? reasons.getOrDefault(name, WaitReason.SENDING) : WaitReason.NOT_CONNECTED;
  }

  /// A message as it is to be told: with the reason of the moment, if it waits.
  ChatMessage shown(ChatMessage message, @Nullable StoredContact contact) {
    return message instanceof ChatMessage.Outgoing own && own.delivery() instanceof Delivery.Waiting
        ? own.with(new Delivery.Waiting(of(own.conversation(), contact)))
        : message;
  }
}
