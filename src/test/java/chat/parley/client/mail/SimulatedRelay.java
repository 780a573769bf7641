package chat.parley.client.mail;

import chat.parley.identity.Prekey;
import chat.parley.identity.PrekeyRejected;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import chat.parley.wire.parley.UndeliverableCode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A relay without network or disk, which keeps to `protocol-parley1.md` by itself. What makes it lie are its open
/// parts: mailboxes can be rearranged, and [#tamper] sees each frame before its client does.
///
/// Nothing moves by itself, either: [#process] takes what a client sent, [#deliver] fills a line with what
/// waits.
final class SimulatedRelay {
  /// With fewer one-time prekeys than this, their owner is told.
  static final int FEW = 20;

  /// How many DELIVERs wait for their ACK at most.
  static final int WINDOW = 64;

  private static final FromRelay.Limits LIMITS =
      new FromRelay.Limits(262_144, 10_000, 64L << 20, 100L << 20);

  /// What a message is known by when it comes again.
  private record Known(Name from, Name to, Bytes id) {}

  /// Changes what is said to a client: nothing, something else, or more.
  @FunctionalInterface
  interface Tamper {
    List<FromRelay> instead(Name client, FromRelay frame);
  }

  /// Refuses a message, for once.
  @FunctionalInterface
  interface Refusal {
    Optional<UndeliverableCode> of(SimulatedLetter letter);
  }

  private final InstantSource clock;
  private final Map<Name, SimulatedAccount> accounts = new TreeMap<>();
  private final Map<Known, SimulatedLetter> recent = new HashMap<>();
  private final List<SimulatedLetter> taken = new ArrayList<>();
  private final Set<Name> publishers = new HashSet<>();

  /// What the relay does to frames; nothing at first.
  Tamper tamper = (client, frame) -> List.of(frame);

  /// What the relay refuses; nothing at first.
  Refusal refusal = letter -> Optional.empty();

  /// Whether ACCEPTED comes as soon as a message does; if not, with [#sync] or its ACK.
  boolean promisesAtOnce = true;

  SimulatedRelay(InstantSource clock) {
    this.clock = clock;
  }

  SimulatedAccount account(Name name) {
    SimulatedAccount account = accounts.get(name);
    if (account == null) {
      throw new IllegalArgumentException("nobody has logged in as " + name);
    }
    return account;
  }

  List<SimulatedAccount> accounts() {
    return List.copyOf(accounts.values());
  }

  /// Every message that was ever taken, transient ones and repeated ones, too, in order.
  List<SimulatedLetter> taken() {
    return taken;
  }

  /// Whether somebody has published prekeys here.
  boolean hasPublished(Name name) {
    return publishers.contains(name);
  }

  /// Makes somebody known who was here before.
  void enrol(PublicIdentity person, List<SignedPrekey> prekeys) {
    SimulatedAccount account =
        accounts.computeIfAbsent(person.name(), name -> new SimulatedAccount(person));
    account.prekeys.clear();
    account.prekeys.addAll(prekeys);
    publishers.add(person.name());
  }

  /// Gives a name to another key, which an honest relay never does.
  void rebind(PublicIdentity person) {
    SimulatedAccount before = accounts.remove(person.name());
    SimulatedAccount anew = new SimulatedAccount(person);
    if (before != null) {
      anew.mailbox.addAll(before.mailbox);
    }
    accounts.put(person.name(), anew);
  }

  /// Logs somebody in; the first key that comes under a name has it for good. An earlier connection of the
  /// account ends.
  ///
  /// @return the line, with WELCOME in it
  SimulatedLine connect(PublicIdentity person) {
    SimulatedAccount account =
        accounts.computeIfAbsent(person.name(), name -> new SimulatedAccount(person));
    if (!account.owner.fingerprint().equals(person.fingerprint())) {
      throw new IllegalStateException("name-taken");
    }
    if (account.line != null) {
      cut(account.line);
    }
    SimulatedLine line = new SimulatedLine(person.name());
    account.line = line;
    tell(
        line, new FromRelay.Welcome(clock.millis(), LIMITS, account.ids(), account.mailbox.size()));
    return line;
  }

  /// A connection ends: what was under way in it is lost.
  void cut(SimulatedLine line) {
    line.isCut = true;
    line.up.clear();
    line.down.clear();
    line.window.clear();
    SimulatedAccount account = account(line.owner);
    account.mailbox.removeIf(letter -> letter.isTransient);
    if (account.line == line) {
      account.line = null;
      tellPresence(account, false);
      account.watched.clear();
    }
  }

  /// The relay's process is killed and starts again: what it had promised nobody is gone.
  void restart() {
    for (SimulatedAccount account : accounts.values()) {
      if (account.line != null) {
        cut(account.line);
      }
    }
    accounts.values().forEach(each -> each.mailbox.removeIf(letter -> !letter.promised));
    recent.clear();
  }

  /// Everything is on the disk now, and its senders are told.
  void sync() {
    for (SimulatedAccount account : accounts.values()) {
      List.copyOf(account.mailbox).forEach(this::promise);
    }
  }

  /// What came before is not known again.
  void forgetIds() {
    recent.clear();
  }

  /// Tells the sender that the message is safe here.
  void promise(SimulatedLetter letter) {
    if (!letter.promised && !letter.isTransient) {
      letter.promised = true;
      tell(letter.from, new FromRelay.Accepted(letter.id));
    }
  }

  /// Takes what a client sent, in order.
  ///
  /// @param most how many frames at most
  /// @return how many
  int process(SimulatedLine line, int most) {
    int count = 0;
    while (count < most && !line.up.isEmpty()) {
      take(line, line.up.removeFirst());
      count++;
    }
    return count;
  }

  private void take(SimulatedLine line, FromClient frame) {
    switch (frame) {
      case FromClient.Send send -> take(SimulatedLetter.of(line.owner, send, clock.millis()));
      case FromClient.Ack ack -> acknowledge(line, ack.sequence());
      case FromClient.Publish publish -> publish(line, publish.prekeys());
      case FromClient.Fetch fetch -> fetch(line, fetch);
      case FromClient.Watch watch -> watch(line, Set.copyOf(watch.names()));
      case FromClient.Ping ping -> tell(line, new FromRelay.Pong(ping.echo()));
      case FromClient.ListAccounts list ->
          tell(line, new FromRelay.NoAccounts(list.request(), "closed"));
      case FromClient.Pong _ -> {}
      case FromClient.Login _, FromClient.LoginMisnamed _, FromClient.Unknown _ ->
          throw new IllegalStateException("a client says " + frame);
    }
  }

  private void take(SimulatedLetter letter) {
    taken.add(letter);
    SimulatedAccount recipient = accounts.get(letter.to);
    if (letter.isTransient) {
      if (recipient != null && recipient.line != null && recipient.mailbox.isEmpty()) {
        recipient.mailbox.add(letter);
      }
      return;
    }
    Optional<UndeliverableCode> refused = refusal.of(letter);
    if (recipient == null || refused.isPresent()) {
      tell(
          letter.from,
          new FromRelay.Undeliverable(letter.id, refused.orElse(UndeliverableCode.NO_ACCOUNT)));
      return;
    }
    SimulatedLetter before =
        recent.putIfAbsent(new Known(letter.from, letter.to, letter.id), letter);
    if (before == null) {
      recipient.mailbox.add(letter);
      if (promisesAtOnce) {
        promise(letter);
      }
    } else if (before.promised) {
      tell(letter.from, new FromRelay.Accepted(letter.id));
    }
  }

  private void acknowledge(SimulatedLine line, long upTo) {
    if (upTo > line.sequence) {
      throw new IllegalStateException("a client acknowledges what it was not given");
    }
    while (!line.window.isEmpty() && line.window.getFirst().sequence() <= upTo) {
      SimulatedLetter letter = line.window.removeFirst().letter();
      promise(letter);
      account(line.owner).mailbox.removeIf(each -> each == letter);
    }
  }

  private void publish(SimulatedLine line, List<SignedPrekey> prekeys) {
    SimulatedAccount account = account(line.owner);
    if (!prekeys.stream().allMatch(each -> isGood(account.owner, each))) {
      throw new IllegalStateException("a client publishes a prekey that is not good");
    }
    account.prekeys.clear();
    account.prekeys.addAll(prekeys);
    publishers.add(line.owner);
    tell(line, new FromRelay.Published(account.ids()));
  }

  private static boolean isGood(PublicIdentity owner, SignedPrekey prekey) {
    try {
      return owner.hasSigned(
          Prekey.decode(prekey.prekey().toArray()), prekey.signature().toArray());
    } catch (PrekeyRejected e) {
      return false;
    }
  }

  private void fetch(SimulatedLine line, FromClient.Fetch fetch) {
    SimulatedAccount account = accounts.get(fetch.name());
    if (account == null) {
      tell(line, new FromRelay.NoBundle(fetch.request(), "no-account"));
      return;
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Optional<SignedPrekey> prekey = account.take(line.owner, today);
    if (prekey.isEmpty()) {
      tell(line, new FromRelay.NoBundle(fetch.request(), "no-prekey"));
      return;
    }
    tell(line, new FromRelay.Bundle(fetch.request(), fetch.name(), account.key(), prekey.get()));
    if (!prekey.get().lastResort() && account.oneTimeLeft() < FEW) {
      tell(fetch.name(), new FromRelay.Published(account.ids()));
    }
  }

  private void watch(SimulatedLine line, Set<Name> names) {
    SimulatedAccount account = account(line.owner);
    account.watched.clear();
    account.watched.addAll(names);
    tellPresence(account, true);
    for (Name name : names) {
      SimulatedAccount other = accounts.get(name);
      if (other != null && other.watched.contains(line.owner)) {
        tell(line, new FromRelay.Presence(name, other.line != null, clock.millis()));
      }
    }
  }

  private void tellPresence(SimulatedAccount account, boolean online) {
    Name name = account.owner.name();
    for (Name watcher : account.watched) {
      SimulatedAccount other = accounts.get(watcher);
      if (other != null && other.watched.contains(name)) {
        tell(watcher, new FromRelay.Presence(name, online, clock.millis()));
      }
    }
  }

  /// Fills a line with what waits for its owner, as far as the window has room.
  ///
  /// @param most how many DELIVERs at most
  /// @return how many
  int deliver(SimulatedLine line, int most) {
    int count = 0;
    for (SimulatedLetter letter : List.copyOf(account(line.owner).mailbox)) {
      if (count == most || line.window.size() >= WINDOW) {
        break;
      }
      if (!line.isCut && !line.isInWindow(letter)) {
        line.window.addLast(new SimulatedLine.Delivered(++line.sequence, letter));
        tell(line, new FromRelay.Deliver(line.sequence, letter.time, letter.from, letter.payload));
        count++;
      }
    }
    return count;
  }

  private void tell(Name client, FromRelay frame) {
    SimulatedAccount account = accounts.get(client);
    if (account != null && account.line != null) {
      tell(account.line, frame);
    }
  }

  /// Says something to a client, unless the relay is made to say something else.
  void tell(SimulatedLine line, FromRelay frame) {
    if (!line.isCut) {
      line.down.addAll(tamper.instead(line.owner, frame));
    }
  }
}
