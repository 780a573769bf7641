package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.Payload;
import chat.parley.session.ratchet.PayloadRefused;
import chat.parley.session.ratchet.PrekeyPrivate;
import chat.parley.session.ratchet.StateDamaged;
import chat.parley.session.ratchet.UnexpectedKey;
import chat.parley.store.StoreException;
import chat.parley.store.StoredPrekey;
import chat.parley.store.Tables;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The sessions with each contact, under each of its keys that matters. Held in memory between commits;
/// written once a commit, however many messages went through it.
final class Shelf implements Books.Part {
  /// How many contacts' sessions stay in memory. The largest possible ones take some megabytes.
  private static final int MOST_DRAWERS = 64;

  /// How many keys stay in memory that were checked before: a check takes milliseconds.
  private static final int MOST_PARTIES = 1_000;

  /// A name with a key as bytes.
  private record Claim(Name name, Bytes spki) {}

  /// The tables failed where sessions cannot say so.
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final StoreException failure;

    Interrupted(StoreException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  /// A lookup in the tables.
  @FunctionalInterface
  private interface Lookup<T> {
    T look() throws StoreException;
  }

  private final Identity me;
  private final Roster roster;
  private final SecureRandom random;
  private final Map<Name, Drawer> drawers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Claim, Party> parties = new LinkedHashMap<>(16, 0.75f, true);
  private final KeyAllowance allowance = new KeyAllowance();

  Shelf(Identity me, Roster roster, SecureRandom random) {
    this.me = me;
    this.roster = roster;
    this.random = random;
  }

  @Override
  public void load(Commit commit) {
    drawers.clear();
  }

  @Override
  public void save(Commit commit) throws StoreException {
    for (Map.Entry<Name, Drawer> each : drawers.entrySet()) {
      if (each.getValue().isChanged()) {
        commit.tables().sessions().put(each.getKey(), each.getValue().encode());
      }
    }
    while (drawers.size() > MOST_DRAWERS) {
      drawers.remove(drawers.keySet().iterator().next());
    }
  }

  /// A contact together with the key that is pinned for it; nothing while none is.
  Optional<Party> pinned(Name name) {
    return roster.find(name).flatMap(row -> party(name, row.key()));
  }

  /// A contact together with the key that was offered for it, if there is one to decide on.
  Optional<Party> offered(Name name) {
    return roster.find(name).flatMap(row -> party(name, row.offeredKey()));
  }

  /// A name together with a key; nothing if there is none, or Parley does not accept it.
  Optional<Party> party(Name name, @Nullable Bytes spki) {
    if (spki == null) {
      return Optional.empty();
    }
    Optional<Party> party =
        Optional.ofNullable(parties.get(new Claim(name, spki))).or(() -> Party.of(name, spki));
    party.ifPresent(this::checked);
    return party;
  }

  /// A name together with the key that an opening claims for it. To check a key that was not seen lately takes
  /// long: it is done only for an opening that may hold, and as long as [KeyAllowance] lasts.
  ///
  /// @return nothing if there is no opening, or no good one, or too many keys came
  Optional<Party> claimed(Commit commit, Name name, Payload payload)
      throws StoreException, AlreadyOpened {
    Optional<Bytes> spki = payload.claimedKey();
    Party known = spki.isEmpty() ? null : parties.get(new Claim(name, spki.get()));
    if (known != null || spki.isEmpty()) {
      return Optional.ofNullable(known);
    }
    Tables tables = commit.tables();
    if (tables.tags().contains(name, payload.tag())) {
      throw new AlreadyOpened();
    }
    try {
      OptionalInt bits =
          payload.plausibleBits(me, name, id -> interrupting(() -> prekey(tables, id)));
      return bits.isPresent() && allowance.take(bits.getAsInt(), commit.now())
          ? party(name, spki.get())
          : Optional.empty();
    } catch (Interrupted e) {
      throw e.failure;
    }
  }

  /// A key that was checked is not checked again soon.
  void checked(Party party) {
    parties.put(new Claim(party.name(), party.spki()), party);
    if (parties.size() > MOST_PARTIES) {
      parties.remove(parties.keySet().iterator().next());
    }
  }

  /// The sessions with a contact under one of its keys; none yet if the key is new.
  ContactSessions sessions(Commit commit, Party contact) throws StoreException {
    return existing(commit, contact).orElseGet(() -> ContactSessions.none(me, contact));
  }

  /// As [#sessions], where anything is kept under that key.
  Optional<ContactSessions> existing(Commit commit, Party contact) throws StoreException {
    return drawer(commit, contact.name())
        .find(contact.spki(), encoded -> decode(commit, contact, encoded));
  }

  /// Damaged sessions are as good as lost: what then cannot be opened is asked for again.
  private ContactSessions decode(Commit commit, Party contact, Bytes encoded) {
    try {
      return ContactSessions.decode(me, contact, encoded);
    } catch (StateDamaged e) {
      commit.lost(1);
      return ContactSessions.none(me, contact);
    }
  }

  private Drawer drawer(Commit commit, Name name) throws StoreException {
    Drawer drawer = drawers.get(name);
    if (drawer == null) {
      Optional<Bytes> encoded = commit.tables().sessions().find(name);
      drawer = encoded.flatMap(Drawer::decode).orElseGet(Drawer::new);
      drawers.put(name, drawer);
    }
    return drawer;
  }

  /// Keeps the next sessions under their key, to be written at the end of the commit. Their contact must be
  /// in the roster by then.
  void put(Commit commit, ContactSessions next) throws StoreException {
    Party contact = next.contact();
    Drawer drawer = drawer(commit, contact.name());
    drawer.put(contact.spki(), next);
    for (Bytes key : drawer.keys().reversed()) {
      if (drawer.keys().size() > Drawer.MOST_KEYS && isFormer(contact, key)) {
        drawer.remove(key);
      }
    }
  }

  /// Whether a contact had this key at one time, or it was offered then.
  boolean wasThere(Commit commit, Party party) throws StoreException {
    return drawer(commit, party.name()).keys().contains(party.spki());
  }

  private boolean isFormer(Party used, Bytes key) {
    return !key.equals(used.spki())
        && roster
            .find(used.name())
            .filter(row -> Objects.equals(row.key(), key) || Objects.equals(row.offeredKey(), key))
            .isEmpty();
  }

  /// Closes the sessions under a key. What was opened under it is remembered, in case the key comes back.
  void close(Commit commit, Party contact) throws StoreException {
    put(commit, sessions(commit, contact).closed());
  }

  /// Forgets what is in memory of somebody who is no contact any more.
  void forget(Name name) {
    drawers.remove(name);
  }

  /// Opens a payload with the sessions under this key. Nothing is kept: see [#keep].
  ContactSessions.Received open(Commit commit, Party contact, Payload payload)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    Tables tables = commit.tables();
    try {
      return sessions(commit, contact)
          .open(
              payload,
              id -> interrupting(() -> prekey(tables, id)),
              tag -> interrupting(() -> tables.tags().contains(contact.name(), tag)),
              random,
              commit.now());
    } catch (Interrupted e) {
      throw e.failure;
    }
  }

  private static <T> T interrupting(Lookup<T> lookup) {
    try {
      return lookup.look();
    } catch (StoreException e) {
      throw new Interrupted(e);
    }
  }

  private static Optional<PrekeyPrivate> prekey(Tables tables, int id) throws StoreException {
    Optional<StoredPrekey> stored = tables.prekeys().find(id);
    try {
      return stored.isEmpty()
          ? Optional.empty()
          : Optional.of(PrekeyPrivate.decode(stored.get().state()));
    } catch (StateDamaged e) {
      return Optional.empty();
    }
  }

  /// Keeps what was opened: the next sessions, the tag, and that a one-time prekey is spent. Its contact
  /// must be in the roster.
  void keep(Commit commit, ContactSessions.Received received) throws StoreException {
    put(commit, received.next());
    Tables tables = commit.tables();
    tables.tags().add(received.next().contact().name(), received.tag());
    if (received.spent().isPresent()) {
      int spent = received.spent().getAsInt();
      if (tables.prekeys().find(spent).filter(StoredPrekey::lastResort).isEmpty()) {
        tables.prekeys().remove(spent);
      }
    }
  }

  /// Drops what is too old of a contact's sessions: see [ContactSessions#freshAt].
  void freshen(Commit commit, Name name, Instant now) throws StoreException {
    Tables tables = commit.tables();
    List<Bytes> keys = drawer(commit, name).keys();
    try {
      for (Bytes key : keys.reversed()) {
        Optional<Party> party = party(name, key);
        if (party.isPresent()) {
          put(
              commit,
              sessions(commit, party.get())
                  .freshAt(now, id -> interrupting(() -> tables.prekeys().find(id).isPresent())));
        }
      }
    } catch (Interrupted e) {
      throw e.failure;
    }
  }
}
