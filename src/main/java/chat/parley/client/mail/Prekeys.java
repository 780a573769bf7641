package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.session.ratchet.PrekeyPrivate;
import chat.parley.session.ratchet.StateDamaged;
import chat.parley.store.PrekeyTable;
import chat.parley.store.StoreException;
import chat.parley.store.StoredPrekey;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.SignedPrekey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One's own prekeys (`protocol-parley1.md`, *Prekeys*): published in sets of 50 and one of last resort, all issued at the same
/// moment, so that the relay's list tells which set it has confirmed.
///
/// A date of issue that is more than a day ahead comes from a clock that was: such a set counts as one from the
/// beginning of time, and is replaced by the next.
///
/// A set is made and signed elsewhere, then committed, then published. Halves of older sets are kept for 30 days from
/// when the relay confirmed a newer one, and longer while mail waits that may need them. None is dropped before that,
/// whatever a relay makes us publish: a set that was not confirmed is published again, and where halves are many
/// already nothing but a prekey of last resort is published until the oldest ones go.
final class Prekeys implements Chore {
  /// How many prekeys for one use are in a set.
  static final int ONE_TIME = 50;

  /// With fewer than this at the relay a new set is published.
  static final int FEW = 20;

  private static final Duration RENEWED = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(30);

  /// How long to wait at least from one set to the next on a connection: a relay must not keep us at it.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /// With so many halves no more one-time ones are made.
  private static final int MANY = 2_000;

  /// When the newest set was issued that the relay ever confirmed, in milliseconds.
  private static final String CONFIRMED = "mail.prekeys.confirmed";

  /// What is to be published: some that are kept already, and some that are to be made.
  ///
  /// @param taken ids that are not to be used again
  private record Plan(
      List<PrekeyPrivate> kept,
      int oneTime,
      boolean lastResort,
      Set<Integer> taken,
      Instant issued) {}

  private final Identity me;
  private final Books books;
  private final Line line;
  private final Mail.Outside outside;
  private final SecureRandom random;
  private long connection;
  private boolean isReady;
  private boolean isMaking;

  /// Whether the relay gives out prekeys whose halves are not here.
  private boolean isForeign;

  private boolean isDrained;
  private int published;
  private Instant next = Instant.MAX;
  private Instant notBefore = Instant.MIN;

  Prekeys(Identity me, Books books, Line line, Mail.Outside outside, SecureRandom random) {
    this.me = me;
    this.books = books;
    this.line = line;
    this.outside = outside;
    this.random = random;
  }

  /// Whether anything may be sent: not as long as the relay gives out prekeys whose halves are not here.
  boolean isReady() {
    return isReady && line.isOpen();
  }

  /// A connection begins, on which the relay holds these.
  void connected(Commit commit, List<Long> ids) throws StoreException {
    connection++;
    isMaking = false;
    isDrained = false;
    isReady = true;
    notBefore = Instant.MIN;
    published = 0;
    listed(commit, ids);
  }

  void disconnected() {
    connection++;
    isReady = false;
    isMaking = false;
    next = Instant.MAX;
    // From now on mail may wait at the relay that old halves open.
    isDrained = false;
  }

  /// The relay says which prekeys it holds.
  void listed(Commit commit, List<Long> ids) throws StoreException {
    Map<Long, StoredPrekey> kept = new HashMap<>();
    for (StoredPrekey each : commit.intact(commit.tables().prekeys().all())) {
      kept.put(Integer.toUnsignedLong(each.id()), each);
    }
    isForeign = !kept.keySet().containsAll(ids);
    Optional<Instant> confirmed =
        ids.stream()
            .map(kept::get)
            .filter(each -> each != null && each.lastResort())
            .flatMap(each -> issued(commit, each).stream())
            .max(Comparator.naturalOrder());
    if (confirmed.isPresent()) {
      replaceBefore(commit, kept.values(), confirmed.get());
      confirm(commit, confirmed.get());
    }
    long oneTime = ids.stream().filter(id -> isOneTime(kept.get(id))).count();
    Instant renewal = confirmed.map(issued -> issued.plus(RENEWED)).orElse(Instant.MIN);
    Instant tomorrow = commit.now().plus(DAY);
    next = areMany(kept.size()) && renewal.isAfter(tomorrow) ? tomorrow : renewal;
    if (isForeign) {
      isReady = false;
    }
    if (isForeign || (oneTime < FEW && !areMany(kept.size())) || !renewal.isAfter(commit.now())) {
      next = notBefore;
      if (!notBefore.isAfter(commit.now())) {
        make(commit);
      }
    }
  }

  /// Whether a set more would be too much to keep.
  private static boolean areMany(int halves) {
    return halves + ONE_TIME >= MANY;
  }

  private static boolean isOneTime(@Nullable StoredPrekey prekey) {
    return prekey != null && !prekey.lastResort();
  }

  /// The relay has confirmed a set: those before it are replaced from now on.
  private static void replaceBefore(Commit commit, Iterable<StoredPrekey> kept, Instant confirmed)
      throws StoreException {
    for (StoredPrekey each : kept) {
      if (Noted.past(each.replaced(), commit.now()).isEmpty()
          && issued(commit, each).map(issued -> issued.isBefore(confirmed)).orElse(true)) {
        commit
            .tables()
            .prekeys()
            .put(new StoredPrekey(each.id(), each.lastResort(), each.state(), commit.now()));
      }
    }
  }

  private static void confirm(Commit commit, Instant issued) throws StoreException {
    if (issued.isAfter(confirmed(commit))) {
      commit.tables().settings().put(CONFIRMED, Long.toString(issued.toEpochMilli()));
    }
  }

  private static Instant confirmed(Commit commit) throws StoreException {
    return commit
        .tables()
        .settings()
        .find(CONFIRMED)
        .map(Long::parseLong)
        .map(Instant::ofEpochMilli)
        .map(noted -> believed(commit, noted))
        .orElse(Instant.EPOCH);
  }

  private static Instant believed(Commit commit, Instant date) {
    return date.isAfter(commit.now().plus(DAY)) ? Instant.EPOCH : date;
  }

  private static Optional<Instant> issued(Commit commit, StoredPrekey prekey) {
    try {
      return Optional.of(believed(commit, PrekeyPrivate.issued(prekey.state())));
    } catch (StateDamaged e) {
      return Optional.empty();
    }
  }

  private void make(Commit commit) throws StoreException {
    if (isMaking) {
      return;
    }
    isMaking = true;
    long here = connection;
    Plan plan = plan(commit);
    commit.then(
        () ->
            outside.offload(
                () -> {
                  List<PrekeyPrivate> made = generate(plan);
                  List<SignedPrekey> signed =
                      Stream.concat(plan.kept.stream(), made.stream()).map(this::sign).toList();
                  return () -> publish(here, made, signed);
                }));
  }

  private Plan plan(Commit commit) throws StoreException {
    List<StoredPrekey> all = commit.intact(commit.tables().prekeys().all());
    Set<Integer> taken = new HashSet<>();
    Instant issued = commit.now().truncatedTo(ChronoUnit.MILLIS);
    for (StoredPrekey each : all) {
      taken.add(each.id());
      Instant after = issued(commit, each).orElse(Instant.MIN).plusMillis(1);
      issued = after.isAfter(issued) ? after : issued;
    }
    List<PrekeyPrivate> newest = newest(commit, all);
    Instant latest = newest.isEmpty() ? Instant.EPOCH : newest.getFirst().prekey().issued();
    boolean isUnconfirmed = newest.size() == ONE_TIME + 1 && latest.isAfter(confirmed(commit));
    if (isUnconfirmed && !isForeign) {
      return new Plan(newest, 0, false, taken, issued);
    }
    if (!areMany(all.size())) {
      return new Plan(List.of(), ONE_TIME, true, taken, issued);
    }
    List<PrekeyPrivate> lastResort =
        newest.stream().filter(each -> each.prekey().lastResort()).toList();
    return new Plan(lastResort, 0, lastResort.isEmpty(), taken, issued);
  }

  /// What is left of the last set that was made, if it need not be renewed.
  private static List<PrekeyPrivate> newest(Commit commit, List<StoredPrekey> all) {
    Instant limit = commit.now().minus(RENEWED);
    Optional<Instant> latest =
        all.stream()
            .filter(StoredPrekey::lastResort)
            .flatMap(each -> issued(commit, each).stream())
            .filter(each -> each.isAfter(limit))
            .max(Comparator.naturalOrder());
    return all.stream()
        .filter(each -> latest.isPresent() && issued(commit, each).equals(latest))
        .flatMap(each -> decoded(each).stream())
        .toList();
  }

  private static Optional<PrekeyPrivate> decoded(StoredPrekey prekey) {
    try {
      return Optional.of(PrekeyPrivate.decode(prekey.state()));
    } catch (StateDamaged e) {
      return Optional.empty();
    }
  }

  /// Done by a worker.
  private List<PrekeyPrivate> generate(Plan plan) {
    int count = plan.oneTime + (plan.lastResort ? 1 : 0);
    List<PrekeyPrivate> made = new ArrayList<>(count);
    Set<Integer> taken = new HashSet<>(plan.taken);
    while (made.size() < count) {
      PrekeyPrivate prekey =
          PrekeyPrivate.generate(made.size() == plan.oneTime, random, plan.issued);
      if (taken.add(prekey.prekey().id())) {
        made.add(prekey);
      }
    }
    return made;
  }

  private SignedPrekey sign(PrekeyPrivate made) {
    return new SignedPrekey(
        Bytes.of(made.prekey().encode()), Bytes.of(made.prekey().sign(me, random)));
  }

  private void publish(long madeOn, List<PrekeyPrivate> made, List<SignedPrekey> signed) {
    if (madeOn != connection || !line.isOpen()) {
      return;
    }
    books.run(
        commit -> {
          PrekeyTable table = commit.tables().prekeys();
          for (PrekeyPrivate each : made) {
            table.put(
                new StoredPrekey(
                    each.prekey().id(), each.prekey().lastResort(), each.encode(), null));
          }
          commit.then(
              () -> {
                line.submit(new FromClient.Publish(signed));
                isReady = true;
                isMaking = false;
                isForeign = false;
              });
          notBefore = commit.now().plus(Delays.doubled(PAUSE, published++, LONGEST_PAUSE));
          next = notBefore;
        });
  }

  /// All mail that waited when this connection began is dealt with.
  void drained() {
    if (!isDrained) {
      isDrained = true;
      books.run(this::dropOld);
    }
  }

  /// Once a day, and after waiting mail was dealt with.
  private void dropOld(Commit commit) throws StoreException {
    Instant limit = commit.now().minus(KEPT);
    for (StoredPrekey each : commit.intact(commit.tables().prekeys().all())) {
      Instant replaced = each.replaced();
      if (replaced != null && replaced.isBefore(limit)) {
        commit.tables().prekeys().remove(each.id());
      }
    }
  }

  /// A day has passed.
  void daily() {
    if (isDrained) {
      books.run(this::dropOld);
    }
  }

  @Override
  public Optional<Instant> due() {
    return line.isOpen() && !isMaking && next.isBefore(Instant.MAX)
        ? Optional.of(next)
        : Optional.empty();
  }

  /// The set is a week old, or the relay did not confirm the one that was published.
  @Override
  public void wake(Instant now) {
    if (line.isOpen() && !isMaking && !next.isAfter(now)) {
      books.run(this::make);
    }
  }
}
