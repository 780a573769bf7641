package chat.parley.app;

import chat.parley.client.Lookup;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Who can be written to: whoever has a key, and whom the relay knows.
final class Recipients {
  private static final long PATIENCE_SECONDS = 20;

  private final Messenger messenger;
  private final Set<Name> withKey = new HashSet<>();

  Recipients(Messenger messenger) {
    this.messenger = messenger;
  }

  /// From a listener, on the core thread.
  synchronized void hear(MessengerEvent event) {
    switch (event) {
      case MessengerEvent.ContactChanged(Contact contact) -> {
        if (contact.fingerprint() == null) {
          withKey.remove(contact.name());
        } else {
          withKey.add(contact.name());
        }
      }
      case MessengerEvent.ContactGone(Name contact) -> withKey.remove(contact);
      case MessengerEvent.MessageAdded _,
          MessengerEvent.MessageChanged _,
          MessengerEvent.MessageRemoved _,
          MessengerEvent.ConnectionChanged _,
          MessengerEvent.DisplayNameChosen _,
          MessengerEvent.Noticed _ -> {}
    }
  }

  private synchronized boolean hasKey(Name contact) {
    return withKey.contains(contact);
  }

  /// Looks somebody up who is not known yet. May wait for the relay, so never on the core thread.
  ///
  /// @return why nothing can be written to this name, in one sentence; empty if something can
  Optional<String> refusal(Name contact) throws InterruptedException {
    if (hasKey(contact)) {
      return Optional.empty();
    }
    CompletableFuture<Lookup> answer = messenger.meet(contact);
    try {
      Lookup lookup = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return lookup == Lookup.FOUND
          ? Optional.empty()
          : Optional.of(TerminalWords.ofLookup(lookup, contact));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of("The relay does not say whether it knows " + contact + ".");
    }
  }
}
