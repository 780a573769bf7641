package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.ratchet.ContactSessions.Received;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.Payload;
import chat.parley.session.ratchet.PayloadRefused;
import chat.parley.session.ratchet.UnexpectedKey;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import chat.parley.wire.content.Content;
import chat.parley.wire.parley.FromRelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What arrives, in the order of the checks in `protocol-parley1.md`, *What B does with a payload*. What is dealt with here, refused or not, is
/// acknowledged once the commit is on the disk.
///
///     one's own name, or somebody blocked ──► dropped
///     tag known ────────────────────────────► dropped
///     opened under the pinned key ──────────► read
///     opened under the offered key,
///       while there is room ────────────────► read, its key in doubt
///     an opening under another key
///       that does not hold ─────────────────► refused
///       and holds, while there is room:
///       Pins decides ───────────────────────► read
///     nobody known, with an opening
///       that holds, while there is room ────► a request, read
///       else ───────────────────────────────► dropped
///     else ─────────────────────────────────► refused: see LostState
final class Inbox {
  /// How long a payload can have waited: longer than any relay keeps one.
  private static final Duration LONGEST = Duration.ofDays(60);

  private final Identity me;
  private final Roster roster;
  private final Shelf shelf;
  private final Pins pins;
  private final Requests requests;
  private final Letters letters;
  private final LostState lostState;
  private final Conversations conversations;
  private Duration relayAhead = Duration.ZERO;

  Inbox(
      Identity me,
      Roster roster,
      Shelf shelf,
      Pins pins,
      Requests requests,
      Letters letters,
      LostState lostState,
      Conversations conversations) {
    this.me = me;
    this.roster = roster;
    this.shelf = shelf;
    this.pins = pins;
    this.requests = requests;
    this.letters = letters;
    this.lostState = lostState;
    this.conversations = conversations;
  }

  /// What was opened, and under which key.
  private record Opened(Received received, Sender sender) {
    static Opened of(Received received, boolean isInDoubt, boolean isAccepted) {
      return new Opened(received, new Sender(received.next().contact(), isInDoubt, isAccepted));
    }

    Content content() {
      return Content.decode(received.content());
    }
  }

  /// The relay tells the time: what waited there is shown with the time when it got there.
  void connected(FromRelay.Welcome welcome, Instant now) {
    relayAhead = Duration.between(now, Instant.ofEpochMilli(welcome.time()));
  }

  /// Deals with one payload.
  void deliver(Commit commit, FromRelay.Deliver deliver) throws StoreException {
    Name from = deliver.from();
    StoredContact row = roster.find(from).orElse(null);
    if (from.equals(me.name()) || (row != null && row.standing() == Standing.BLOCKED)) {
      return;
    }
    try {
      Payload payload = Payload.decode(deliver.payload());
      if (row == null || row.standing() == Standing.REQUEST) {
        takeRequest(commit, from, row, payload, at(commit, deliver));
      } else {
        Optional<Opened> opened = open(commit, row, payload);
        if (opened.isPresent()) {
          take(commit, opened.get(), at(commit, deliver));
        } else {
          lostState.refused(commit, from);
        }
      }
    } catch (AlreadyOpened repeated) {
      // Dealt with before: it is acknowledged, and that is all.
      return;
    } catch (PayloadRefused | UnexpectedKey refused) {
      lostState.refused(commit, from);
    }
  }

  /// When a payload came to the relay, by this clock, as far as that can be.
  private Instant at(Commit commit, FromRelay.Deliver deliver) {
    Instant now = commit.now();
    Instant taken = Instant.ofEpochMilli(deliver.time()).minus(relayAhead);
    return taken.isAfter(now) || taken.isBefore(now.minus(LONGEST)) ? now : taken;
  }

  /// @return nothing if it is refused
  private Optional<Opened> open(Commit commit, StoredContact row, Payload payload)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    Optional<Party> pinned = shelf.pinned(row.name());
    if (pinned.isEmpty()) {
      return openFirst(commit, row, payload);
    }
    Optional<Party> offered = shelf.offered(row.name());
    try {
      return Optional.of(Opened.of(shelf.open(commit, pinned.get(), payload), false, true));
    } catch (PayloadRefused refused) {
      if (offered.isPresent() && refused.reason() == PayloadRefused.Reason.NO_SESSION) {
        return openOffered(commit, offered.get(), payload);
      }
      throw refused;
    } catch (UnexpectedKey another) {
      if (offered.isPresent() && offered.get().spki().equals(another.spki())) {
        return openOffered(commit, offered.get(), payload);
      }
      return hasRoom(commit, row.name())
          ? openAnother(commit, shelf.claimed(commit, row.name(), payload), payload)
          : Optional.empty();
    }
  }

  private Optional<Opened> openOffered(Commit commit, Party offered, Payload payload)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    if (!hasRoom(commit, offered.name())) {
      return Optional.empty();
    }
    Received received = shelf.open(commit, offered, payload);
    pins.count(commit, offered.name());
    return Optional.of(Opened.of(received, true, true));
  }

  /// Whether one more is taken under another key than the pinned one. If not, the conversation says so.
  private boolean hasRoom(Commit commit, Name name) throws StoreException {
    boolean hasRoom = pins.hasRoom(commit, name);
    if (!hasRoom) {
      conversations.noteOnce(commit, name, ChatMessage.Note.Kind.MORE_IN_DOUBT);
    }
    return hasRoom;
  }

  /// A contact of whom only the name was known shows its key.
  private Optional<Opened> openFirst(Commit commit, StoredContact row, Payload payload)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    Optional<Party> claimed = shelf.claimed(commit, row.name(), payload);
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    Received received = shelf.open(commit, claimed.get(), payload);
    roster.put(commit, row.withKey(claimed.get().spki(), new Trust.New()));
    return Optional.of(Opened.of(received, false, true));
  }

  /// Nothing is done about another key before it has proved itself.
  private Optional<Opened> openAnother(Commit commit, Optional<Party> claimed, Payload payload)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    Received received = shelf.open(commit, claimed.get(), payload);
    pins.count(commit, claimed.get().name());
    return Optional.of(
        switch (pins.another(commit, claimed.get())) {
          case TAKEN_OVER -> Opened.of(received, false, true);
          case OFFERED -> Opened.of(received, true, true);
        });
  }

  /// Only what can be shown is taken from somebody who is no contact, and what is done to that, so that there is an
  /// end to it.
  private void takeRequest(
      Commit commit, Name from, @Nullable StoredContact row, Payload payload, Instant at)
      throws StoreException, AlreadyOpened, UnexpectedKey, PayloadRefused {
    if (payload.reach() > Requests.MOST_AHEAD || !requests.hasRoom(commit, from)) {
      return;
    }
    boolean isAsking = requests.isAsking(from);
    Optional<Party> known = row == null ? Optional.empty() : shelf.pinned(from);
    Optional<Party> party = isAsking ? known : shelf.claimed(commit, from, payload).or(() -> known);
    if (party.isPresent()) {
      Opened opened = Opened.of(shelf.open(commit, party.get(), payload), false, false);
      Content content = opened.content();
      if (Letters.isShown(content) || (isAsking && Letters.isAct(content))) {
        if (!isAsking) {
          requests.begin(commit, party.get());
        }
        requests.count(commit, from);
        take(commit, opened, at);
        if (!isAsking) {
          requests.tell(commit, from);
        }
      }
    }
  }

  /// Whoever begins anew may have lost what it was told.
  private void forgetTold(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> row = roster.find(name);
    if (row.isPresent()) {
      roster.put(commit, row.get().withTold(null));
    }
  }

  private void take(Commit commit, Opened opened, Instant at) throws StoreException {
    shelf.keep(commit, opened.received);
    if (opened.received.replaces()) {
      conversations.note(commit, opened.sender.name(), ChatMessage.Note.Kind.SESSION_REPLACED);
      forgetTold(commit, opened.sender.name());
    }
    letters.read(commit, opened.sender, opened.content(), at);
  }
}
