package chat.parley.client.mail;

import chat.parley.identity.Fingerprints;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PeerKey;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.ratchet.Party;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Which key each contact has, and what happens when another one comes under its name.
///
/// A key that nobody vouches for gives way to the next one at once, and the conversation says so. Where the
/// user compared the pinned one, or the keys folder held it when it was last read with this contact in it, the next
/// one is only offered: nothing is sent until the user decides. So is a key that was replaced before: it may have
/// been stolen, and what opens a session under it have been held back since.
final class Pins {
  private static final String SETTING = "mail.pub.pem ";

  /// How many payloads were taken under other keys than the pinned one since the user decided last.
  private static final String DOUBTFUL = "mail.doubtful ";

  /// As many as of a stranger: any key can prove itself.
  private static final int MOST_DOUBTFUL = Requests.MOST_MESSAGES;

  private final Name me;
  private final Roster roster;
  private final Shelf shelf;
  private final Outbox outbox;
  private final Gaps gaps;
  private final Conversations conversations;

  Pins(Name me, Roster roster, Shelf shelf, Outbox outbox, Gaps gaps, Conversations conversations) {
    this.me = me;
    this.roster = roster;
    this.shelf = shelf;
    this.outbox = outbox;
    this.gaps = gaps;
    this.conversations = conversations;
  }

  /// What was done with another key.
  enum Decision {
    /// It is the contact's key now: the sessions under the old one are closed.
    TAKEN_OVER,
    /// It is kept beside the pinned one until the user decides; what comes under it is in doubt.
    OFFERED
  }

  /// Another key has proved itself under the name of a contact: an opening or a prekey is signed with it.
  Decision another(Commit commit, Party claimed) throws StoreException {
    StoredContact contact =
        roster.find(claimed.name()).orElseThrow(() -> new IllegalStateException("not a contact"));
    Bytes key = contact.key();
    if (key == null) {
      roster.put(commit, contact.withKey(claimed.spki(), new Trust.New()));
      return Decision.TAKEN_OVER;
    }
    if (Objects.equals(contact.offeredKey(), claimed.spki())) {
      return Decision.OFFERED;
    }
    if (isCompared(contact)
        || isInFolder(commit, contact.name(), key)
        || shelf.wasThere(commit, claimed)) {
      offer(commit, contact, claimed.spki());
      return Decision.OFFERED;
    }
    takeOver(commit, contact, claimed.spki(), new Trust.Changed(fingerprint(key), false));
    return Decision.TAKEN_OVER;
  }

  /// Whether anything more is taken under another key than the pinned one before the user decides.
  boolean hasRoom(Commit commit, Name name) throws StoreException {
    return doubtful(commit, name) < MOST_DOUBTFUL;
  }

  /// A payload was taken under a key that was not the pinned one.
  void count(Commit commit, Name name) throws StoreException {
    commit.tables().settings().put(DOUBTFUL + name, Integer.toString(doubtful(commit, name) + 1));
  }

  private static int doubtful(Commit commit, Name name) throws StoreException {
    return commit.tables().settings().find(DOUBTFUL + name).map(Integer::parseInt).orElse(0);
  }

  private static boolean isCompared(StoredContact contact) {
    return contact.offeredKey() != null || contact.trust() instanceof Trust.Verified;
  }

  /// A folder that is away, emptied or damaged takes nothing back.
  private static boolean isInFolder(Commit commit, Name name, Bytes key) throws StoreException {
    return commit
        .tables()
        .settings()
        .find(SETTING + name)
        .filter(fingerprint(key).hex()::equals)
        .isPresent();
  }

  private void offer(Commit commit, StoredContact contact, Bytes offered) throws StoreException {
    Bytes key = contact.key();
    if (key != null) {
      roster.put(commit, contact.withOfferedKey(offered).withTrust(offered(contact, key)));
      conversations.noteOnce(commit, contact.name(), ChatMessage.Note.Kind.KEY_CHANGED);
      commit.tell(new MailEvent.OtherKeyOffered(contact.name()));
    }
  }

  private static Trust offered(StoredContact contact, Bytes key) {
    boolean wasVerified =
        contact.trust() instanceof Trust.Verified
            || (contact.trust() instanceof Trust.Changed changed && changed.wasVerified());
    return wasVerified
        ? new Trust.Changed(fingerprint(key), true)
        : new Trust.Offered(fingerprint(key));
  }

  /// Case 8: nothing that was written for the old key is sent to the new one by itself.
  private void takeOver(Commit commit, StoredContact contact, Bytes next, Trust trust)
      throws StoreException {
    Name name = contact.name();
    Optional<Party> old = shelf.party(name, contact.key());
    if (old.isPresent()) {
      shelf.close(commit, old.get());
    }
    if (contact.offeredKey() == null) {
      conversations.noteOnce(commit, name, ChatMessage.Note.Kind.KEY_CHANGED);
    }
    roster.put(commit, contact.withKey(next, trust));
    outbox.keyReplaced(commit, name);
    gaps.forget(commit, name);
  }

  /// The user compared this key.
  void verify(Commit commit, Name name, Fingerprint compared) throws StoreException {
    Optional<StoredContact> found = roster.find(name);
    if (found.isEmpty()) {
      return;
    }
    commit.tables().settings().remove(DOUBTFUL + name);
    StoredContact contact = found.get();
    Bytes offered = contact.offeredKey();
    Bytes key = contact.key();
    Trust verified = new Trust.Verified(commit.now());
    if (offered != null && fingerprint(offered).equals(compared)) {
      takeOver(commit, contact, offered, verified);
    } else if (key != null && fingerprint(key).equals(compared)) {
      Optional<Party> refused = shelf.party(name, offered);
      if (refused.isPresent()) {
        shelf.close(commit, refused.get());
      }
      roster.put(commit, contact.withKey(key, verified));
    }
  }

  /// The user takes the comparison back, or goes along with an offered key without comparing it.
  void withdraw(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> found = roster.find(name);
    if (found.isPresent()) {
      commit.tables().settings().remove(DOUBTFUL + name);
      StoredContact contact = found.get();
      Bytes offered = contact.offeredKey();
      Bytes key = contact.key();
      if (offered != null) {
        takeOver(commit, contact, offered, notCompared(commit, name, offered));
      } else if (key != null
          && (contact.trust() instanceof Trust.Verified
              || contact.trust() instanceof Trust.Changed)) {
        roster.put(commit, contact.withTrust(notCompared(commit, name, key)));
      }
    }
  }

  /// What is known of a key that nobody compared: more if the keys folder holds it.
  private static Trust notCompared(Commit commit, Name name, Bytes key) throws StoreException {
    return isInFolder(commit, name, key) ? new Trust.SeenBefore() : new Trust.New();
  }

  /// The keys folder holds this now. Only what is another there than it was last time changes a pin: after
  /// the user has taken another key over, an old `pub.pem` says nothing new.
  void keysRead(Commit commit, List<PeerEntry> entries) throws StoreException {
    for (PeerEntry entry : entries) {
      PeerKey key = entry.key();
      if (key != null && !entry.name().equals(me)) {
        Bytes spki = key.spki();
        shelf.checked(new Party(entry.name(), key.key()));
        read(commit, entry.name(), spki, key.fingerprint());
      }
    }
  }

  private void read(Commit commit, Name name, Bytes spki, Fingerprint fingerprint)
      throws StoreException {
    StoredContact known =
        roster.find(name).orElseGet(() -> StoredContact.of(name, Contact.Standing.ACCEPTED));
    StoredContact contact =
        known.standing() == Contact.Standing.REQUEST
            ? known.withStanding(Contact.Standing.ACCEPTED)
            : known;
    Optional<String> before = commit.tables().settings().find(SETTING + name);
    if (before.equals(Optional.of(fingerprint.hex())) && contact.key() != null) {
      return;
    }
    Bytes key = contact.key();
    if (key == null) {
      roster.put(commit, contact.withKey(spki, new Trust.SeenBefore()));
    } else if (spki.equals(key)) {
      roster.put(
          commit,
          contact.trust() instanceof Trust.New
              ? contact.withTrust(new Trust.SeenBefore())
              : contact);
    } else if (isCompared(contact)) {
      if (!Objects.equals(contact.offeredKey(), spki)) {
        offer(commit, contact, spki);
      }
    } else {
      takeOver(commit, contact, spki, new Trust.Changed(fingerprint(key), false));
    }
    commit.tables().settings().put(SETTING + name, fingerprint.hex());
  }

  static Fingerprint fingerprint(Bytes spki) {
    return Fingerprints.ofSpki(spki.toArray());
  }
}
