package chat.parley.client.mail;

import chat.parley.model.Name;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.util.List;

/// Contents that nobody wrote: receipts, and asking for what is missing. They go to contacts only that the user
/// wants to hear from, and to no key that the user has still to decide on.
final class Slips {
  private final Roster roster;
  private final Sealer sealer;
  private final Outbox outbox;
  private final Line line;
  private final Dates dates;

  Slips(Roster roster, Sealer sealer, Outbox outbox, Line line, Dates dates) {
    this.roster = roster;
    this.sealer = sealer;
    this.outbox = outbox;
    this.line = line;
    this.dates = dates;
  }

  /// Whether something may go to a contact, and now.
  boolean mayGo(Name contact) {
    return line.isOpen() && isWelcome(contact);
  }

  /// Whether something may go to a contact at all.
  boolean isWelcome(Name contact) {
    return roster
        .find(contact)
        .filter(row -> row.key() != null && !Obstacles.isHeldBack(row))
        .isPresent();
  }

  /// Whether there is a session that it can go on, besides.
  boolean canGo(Commit commit, Name contact) throws StoreException {
    return mayGo(contact) && sealer.canSeal(commit, contact);
  }

  /// Puts a content behind what is on its way to the contact.
  void post(Commit commit, Name contact, Body body) throws StoreException {
    outbox.post(
        commit, contact, new Content.Letter(sealer.newId(), dates.next(commit), List.of(), body));
  }
}
