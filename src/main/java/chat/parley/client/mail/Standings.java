package chat.parley.client.mail;

import chat.parley.model.Contact.Standing;
import chat.parley.model.Name;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.util.Optional;

/// Whom the user wants to hear from.
final class Standings {
  /// What a contact was before it was blocked.
  private static final String BEFORE = "mail.blocked ";

  private final Roster roster;
  private final Shelf shelf;
  private final Outbox outbox;

  Standings(Roster roster, Shelf shelf, Outbox outbox) {
    this.roster = roster;
    this.shelf = shelf;
    this.outbox = outbox;
  }

  /// Takes a request for a contact.
  ///
  /// @return whether it was a request
  boolean accept(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> request = find(name, Standing.REQUEST);
    if (request.isPresent()) {
      roster.put(commit, request.get().withStanding(Standing.ACCEPTED));
    }
    return request.isPresent();
  }

  /// Forgets a request with everything that came with it.
  void decline(Commit commit, Name name) throws StoreException {
    if (find(name, Standing.REQUEST).isPresent()) {
      roster.remove(commit, name);
      shelf.forget(name);
      outbox.forget(name);
    }
  }

  void block(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> contact = roster.find(name);
    if (contact.isPresent() && contact.get().standing() != Standing.BLOCKED) {
      commit.tables().settings().put(BEFORE + name, contact.get().standing().name());
      roster.put(commit, contact.get().withStanding(Standing.BLOCKED));
    }
  }

  /// The contact is what it was before: a request is not accepted by it.
  void unblock(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> contact = find(name, Standing.BLOCKED);
    if (contact.isPresent()) {
      Optional<String> before = commit.tables().settings().find(BEFORE + name);
      roster.put(
          commit,
          contact.get().withStanding(before.map(Standing::valueOf).orElse(Standing.REQUEST)));
      commit.tables().settings().remove(BEFORE + name);
    }
  }

  private Optional<StoredContact> find(Name name, Standing standing) {
    return roster.find(name).filter(contact -> contact.standing() == standing);
  }
}
