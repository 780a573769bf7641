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

  /// How many people are remembered who are no contacts and whose requests were declined.
  private static final int MOST_DECLINED = 1_000;

  private final Roster roster;
  private final Shelf shelf;
  private final Outbox outbox;
  private final Receipts receipts;

  Standings(Roster roster, Shelf shelf, Outbox outbox, Receipts receipts) {
    this.roster = roster;
    this.shelf = shelf;
    this.outbox = outbox;
    this.receipts = receipts;
  }

  /// Takes a request for a contact.
  ///
  /// @return whether it was a request
  boolean accept(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> request = find(name, Standing.REQUEST);
    if (request.isPresent()) {
      roster.put(commit, request.get().withStanding(Standing.ACCEPTED));
      Requests.decided(commit, name);
    }
    return request.isPresent();
  }

  /// Takes somebody for a contact whose request was declined, since the user looks for them now.
  void reconsider(Commit commit, Name name) throws StoreException {
    if (roster.declined().contains(name)) {
      accept(commit, name);
    }
  }

  /// Deletes what came with a request. What comes next from the same person is another request.
  void decline(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> request = find(name, Standing.REQUEST);
    if (request.isPresent()) {
      roster.decline(commit, request.get());
      Requests.decided(commit, name);
      receipts.forget(name);
      commit.tables().early().clear(name);
      for (Name oldest : roster.declined()) {
        if (roster.declined().size() > MOST_DECLINED) {
          roster.remove(commit, oldest);
          Requests.decided(commit, oldest);
          shelf.forget(oldest);
          outbox.forget(oldest);
        }
      }
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
