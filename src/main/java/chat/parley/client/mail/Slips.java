package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.ratchet.Party;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// Contents that nobody wrote: receipts, and asking for what is missing. They go to contacts only that the user
/// wants to hear from, and to no key that the user has still to decide on.
final class Slips {
  private final Roster roster;
  private final Shelf shelf;
  private final Outbox outbox;
  private final Line line;
  private final Dates dates;
  private final SecureRandom random;

  Slips(Roster roster, Shelf shelf, Outbox outbox, Line line, Dates dates, SecureRandom random) {
    this.roster = roster;
    this.shelf = shelf;
    this.outbox = outbox;
    this.line = line;
    this.dates = dates;
    this.random = random;
  }

  /// Whether something may go to a contact, and now.
  boolean mayGo(Name contact) {
    return line.isOpen() && isWelcome(contact);
  }

  /// Whether something may go to a contact at all.
  boolean isWelcome(Name contact) {
    Optional<StoredContact> row = roster.find(contact);
    return row.isPresent()
        && row.get().standing() == Contact.Standing.ACCEPTED
        && row.get().key() != null
        && row.get().offeredKey() == null
        && !(row.get().trust() instanceof Trust.Changed changed && changed.wasVerified());
  }

  /// Whether there is a session that it can go on, besides.
  boolean canGo(Commit commit, Name contact) throws StoreException {
    Optional<Party> party = shelf.pinned(contact);
    return mayGo(contact)
        && party.isPresent()
        && shelf.sessions(commit, party.get()).canSend(commit.now());
  }

  /// Puts a content behind what is on its way to the contact.
  void post(Commit commit, Name contact, Body body) throws StoreException {
    byte[] id = new byte[Content.ID_BYTES];
    random.nextBytes(id);
    outbox.post(
        commit, contact, new Content.Letter(Bytes.of(id), dates.next(commit), List.of(), body));
  }
}
