package chat.parley.client.mail;

import chat.parley.model.Contact.Standing;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.ratchet.Party;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;

/// People who write and are no contacts: at most 100 of them, with at most 10 messages each, until the user
/// decides. What goes beyond is dropped; a sender whom the user accepts is asked for it.
final class Requests {
  static final int MOST = 100;
  static final int MOST_MESSAGES = 10;

  private final Roster roster;

  Requests(Roster roster) {
    this.roster = roster;
  }

  /// Whether anything more is taken from somebody who is no contact, or not yet.
  boolean hasRoom(Commit commit, Name name) throws StoreException {
    return roster.find(name).isPresent()
        ? commit.tables().log().page(name, null, MOST_MESSAGES).rows().size() < MOST_MESSAGES
        : roster.rows().stream().filter(row -> row.standing() == Standing.REQUEST).count() < MOST;
  }

  /// Somebody proved to have a key, and wrote.
  void begin(Commit commit, Party stranger) throws StoreException {
    roster.put(
        commit,
        StoredContact.of(stranger.name(), Standing.REQUEST)
            .withKey(stranger.spki(), new Trust.New()));
    commit.tell(new MailEvent.RequestCame(stranger.name()));
  }
}
