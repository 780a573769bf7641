package chat.parley.client.mail;

import chat.parley.client.mail.MailEvent.LookedUp.Finding;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.identity.PrekeyRejected;
import chat.parley.model.Bytes;
import chat.parley.model.Contact;
import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.PrekeyRefused;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks the relay for keys and prekeys, and opens sessions with them. What comes is checked against the name that
/// was asked for and the key that is pinned for it, never against what came with it.
final class Introductions implements Chore {
  /// How many answers may be outstanding.
  private static final int MOST_ASKED = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // Somebody who has just come is about to publish its first prekeys.
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// A question on its way.
  private record Asked(Name name, Instant until) {}

  private final Identity me;
  private final Books books;
  private final Line line;
  private final Roster roster;
  private final Shelf shelf;
  private final Lanes lanes;
  private final Sealer sealer;
  private final Outbox outbox;
  private final Pins pins;
  private final Prekeys prekeys;
  private final Mail.Outside outside;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<Long, Asked> asked = new HashMap<>();
  private final Set<Name> meeting = new LinkedHashSet<>();
  private final Set<Name> checking = new HashSet<>();
  private long lastRequest;

  Introductions(
      Identity me,
      Books books,
      Line line,
      Roster roster,
      Shelf shelf,
      Lanes lanes,
      Sealer sealer,
      Outbox outbox,
      Pins pins,
      Prekeys prekeys,
      Mail.Outside outside,
      SecureRandom random,
      InstantSource clock) {
    this.me = me;
    this.books = books;
    this.line = line;
    this.roster = roster;
    this.shelf = shelf;
    this.lanes = lanes;
    this.sealer = sealer;
    this.outbox = outbox;
    this.pins = pins;
    this.prekeys = prekeys;
    this.outside = outside;
    this.random = random;
    this.clock = clock;
  }

  /// Looks somebody up for the user.
  void meet(Commit commit, Name name) {
    if (name.equals(me.name())) {
      commit.tell(new MailEvent.LookedUp(name, Finding.ONESELF));
    } else if (roster.find(name).isPresent()) {
      commit.tell(new MailEvent.LookedUp(name, Finding.FOUND));
    } else if (!line.isOpen()) {
      commit.tell(new MailEvent.LookedUp(name, Finding.NOT_CONNECTED));
    } else {
      meeting.add(name);
    }
  }

  /// What was asked on the last connection is not answered any more.
  void disconnected(Commit commit) {
    asked.clear();
    for (Name name : meeting) {
      commit.tell(new MailEvent.LookedUp(name, Finding.NOT_CONNECTED));
    }
    meeting.clear();
  }

  /// Asks for whom a session is needed, and for whom the user wants to meet. Not called inside a commit.
  void run() {
    if (hasWork(clock.instant())) {
      books.run(this::ask);
    }
  }

  private boolean hasWork(Instant now) {
    return prekeys.isReady()
        && asked.size() < MOST_ASKED
        && (meeting.stream().anyMatch(name -> !isAsked(name))
            || lanes.all().stream().anyMatch(lane -> isWanted(lane) && !lane.askAt().isAfter(now)));
  }

  /// A question is not asked twice at a time, or one need would open two sessions.
  private boolean isWanted(Lane lane) {
    return lane.needsSession()
        && !isAsked(lane.contact())
        && roster.find(lane.contact()).filter(row -> !Obstacles.isHeldBack(row)).isPresent();
  }

  private boolean isAsked(Name name) {
    return checking.contains(name)
        || asked.values().stream().anyMatch(each -> each.name.equals(name));
  }

  private void ask(Commit commit) throws StoreException {
    for (Lane lane : lanes.all()) {
      if (isWanted(lane)
          && !lane.askAt().isAfter(commit.now())
          && asked.size() < MOST_ASKED
          && !isThereBy(commit, lane)) {
        lane.asked(commit.now().plus(PATIENCE));
        ask(commit, lane.contact());
      }
    }
    for (Name name : meeting) {
      if (asked.size() < MOST_ASKED && !isAsked(name)) {
        ask(commit, name);
      }
    }
  }

  /// The contact may have opened a session meanwhile.
  private boolean isThereBy(Commit commit, Lane lane) throws StoreException {
    if (lane.wantsSession() || !sealer.canSeal(commit, lane.contact())) {
      return false;
    }
    lane.noSessionNeeded();
    return true;
  }

  private void ask(Commit commit, Name name) {
    long request = ++lastRequest;
    asked.put(request, new Asked(name, commit.now().plus(PATIENCE)));
    commit.then(() -> line.submit(new FromClient.Fetch(request, name)));
  }

  /// The relay has nothing to give.
  void none(Commit commit, FromRelay.NoBundle answer) throws StoreException {
    Asked question = asked.remove(answer.request());
    if (question == null) {
      return;
    }
    Name name = question.name;
    switch (answer.error()) {
      case "no-account" -> {
        if (roster.find(name).map(StoredContact::key).isPresent()) {
          // Somebody from the keys folder who has not been here yet.
          again(commit, name, WaitReason.CONTACT_NOT_READY, SOON);
        } else {
          outbox.nobody(commit, name);
        }
        met(commit, name, Finding.NOBODY);
      }
      case "no-prekey" -> {
        again(commit, name, WaitReason.CONTACT_NOT_READY, MOMENT);
        if (meeting.contains(name)) {
          roster.put(commit, StoredContact.of(name, Contact.Standing.ACCEPTED));
          met(commit, name, Finding.FOUND);
        }
      }
      default -> {
        again(commit, name, WaitReason.SLOW_DOWN, SOON);
        met(commit, name, Finding.REFUSED);
      }
    }
  }

  private void again(Commit commit, Name name, WaitReason reason, Duration first) {
    lanes.find(name).ifPresent(lane -> lane.askAgain(reason, commit.now(), first, LONGEST));
  }

  private void met(Commit commit, Name name, Finding finding) {
    if (meeting.remove(name)) {
      commit.tell(new MailEvent.LookedUp(name, finding));
    }
  }

  /// The relay gave a key and a prekey. They are checked elsewhere; the session is opened after that.
  void bundle(Commit commit, FromRelay.Bundle bundle) throws StoreException {
    Asked question = asked.remove(bundle.request());
    if (question == null) {
      return;
    }
    Name name = question.name;
    Optional<Party> pinned = shelf.pinned(name).filter(party -> party.spki().equals(bundle.key()));
    ContactSessions base = pinned.isPresent() ? shelf.sessions(commit, pinned.get()) : null;
    Bytes pinnedThen = roster.find(name).map(StoredContact::key).orElse(null);
    Instant now = commit.now();
    commit.then(
        () -> {
          checking.add(name);
          outside.offload(() -> check(name, bundle.key(), bundle.prekey(), base, pinnedThen, now));
        });
  }

  /// Done by a worker: touches nothing of ours.
  private Runnable check(
      Name name,
      Bytes spki,
      SignedPrekey signed,
      @Nullable ContactSessions base,
      @Nullable Bytes pinnedThen,
      Instant now) {
    try {
      Optional<Party> claimed = base == null ? Party.of(name, spki) : Optional.of(base.contact());
      if (claimed.isPresent()) {
        Prekey prekey = Prekey.decode(signed.prekey().toArray());
        ContactSessions before = base == null ? ContactSessions.none(me, claimed.get()) : base;
        ContactSessions next = before.initiate(prekey, signed.signature(), random, now);
        return () -> introduce(before, next, prekey, signed.signature(), pinnedThen);
      }
    } catch (PrekeyRefused e) {
      return () -> refuse(name, reason(e));
    } catch (PrekeyRejected e) {
      return () -> refuse(name, WaitReason.KEY_NOT_PROVEN);
    }
    return () -> refuse(name, WaitReason.KEY_NOT_PROVEN);
  }

  /// One that is too old says nothing against the relay: the contact was away for long.
  private static WaitReason reason(PrekeyRefused refused) {
    return refused.reason() == PrekeyRefused.Reason.TOO_OLD
        ? WaitReason.CONTACT_NOT_READY
        : WaitReason.KEY_NOT_PROVEN;
  }

  private void refuse(Name name, WaitReason reason) {
    checking.remove(name);
    books.run(
        commit -> {
          again(commit, name, reason, MINUTE);
          met(commit, name, Finding.REFUSED);
        });
  }

  private void introduce(
      ContactSessions before,
      ContactSessions next,
      Prekey prekey,
      Bytes signature,
      @Nullable Bytes pinnedThen) {
    Party party = next.contact();
    checking.remove(party.name());
    books.run(
        commit -> {
          Name name = party.name();
          Optional<StoredContact> known = roster.find(name);
          shelf.checked(party);
          if (known.isEmpty() && !meeting.contains(name)) {
            return;
          }
          if (isOvertaken(known, pinnedThen, party)) {
            lanes.find(name).ifPresent(Lane::askAtOnce);
            met(commit, name, Finding.FOUND);
            return;
          }
          Optional<ContactSessions> current = current(commit, before, next, prekey, signature);
          pin(
              commit,
              known.orElseGet(() -> StoredContact.of(name, Contact.Standing.ACCEPTED)),
              party);
          if (shelf.pinned(name).filter(pinned -> pinned.spki().equals(party.spki())).isEmpty()) {
            // The key is only offered: a session is opened when the user has decided, with the one
            // to be.
            lanes.find(name).ifPresent(Lane::askAtOnce);
          } else if (!isNeeded(commit, party)) {
            lanes.find(name).ifPresent(Lane::noSessionNeeded);
          } else if (current.isPresent()) {
            shelf.put(commit, current.get());
            outbox.sessionOpened(commit, name);
          }
          met(commit, name, Finding.FOUND);
        });
  }

  /// Whether the contact has got another key while this one was checked, which was not asked for with that in mind.
  private static boolean isOvertaken(
      Optional<StoredContact> known, @Nullable Bytes pinnedThen, Party party) {
    Optional<Bytes> pinned = known.map(StoredContact::key);
    return !pinned.equals(Optional.ofNullable(pinnedThen))
        && pinned.filter(party.spki()::equals).isEmpty();
  }

  /// The contact may have opened a session while the relay was asked; one more would tell it of an answer to
  /// lost state that there was no cause for.
  private boolean isNeeded(Commit commit, Party party) throws StoreException {
    return lanes.find(party.name()).filter(Lane::wantsSession).isPresent()
        || !shelf.sessions(commit, party).canSend(commit.now());
  }

  /// The session as it was opened, unless something was sent or came meanwhile: then it is opened again,
  /// beside what there is.
  private Optional<ContactSessions> current(
      Commit commit, ContactSessions before, ContactSessions next, Prekey prekey, Bytes signature)
      throws StoreException {
    Optional<ContactSessions> there = shelf.existing(commit, next.contact());
    if (there.isEmpty() || there.get() == before) {
      return Optional.of(next);
    }
    try {
      return Optional.of(there.get().initiate(prekey, signature, random, commit.now()));
    } catch (PrekeyRefused e) {
      return Optional.empty();
    }
  }

  private void pin(Commit commit, StoredContact contact, Party party) throws StoreException {
    if (contact.key() == null) {
      roster.put(commit, contact.withKey(party.spki(), new Trust.New()));
    } else if (!contact.key().equals(party.spki())) {
      pins.another(commit, party);
    }
  }

  @Override
  public Optional<Instant> due() {
    if (!prekeys.isReady()) {
      return Optional.empty();
    }
    List<Instant> lapses = asked.values().stream().map(Asked::until).toList();
    return asked.size() < MOST_ASKED
        ? earliest(lapses, lanes.all().stream().filter(this::isWanted).map(Lane::askAt).toList())
        : earliest(lapses, List.of());
  }

  private static Optional<Instant> earliest(List<Instant> one, List<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).min(Instant::compareTo);
  }

  @Override
  public void wake(Instant now) {
    asked.values().removeIf(each -> !each.until.isAfter(now));
  }
}
