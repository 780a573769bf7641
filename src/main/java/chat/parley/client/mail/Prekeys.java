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
import org.jspecify.annotations.Nullable;

/// One's own prekeys (PROTOCOL.md, *Prekeys*): published in sets of 50 and one of last resort, all issued at the same
/// moment, so that the relay's list tells which set it has confirmed.
///
/// A set is made and signed elsewhere, then committed, then published. Halves of older sets are kept for 30 days from
/// when the relay confirmed a newer one, and longer while mail waits that may need them.
final class Prekeys implements Chore {
  /// How many prekeys for one use are in a set.
  static final int ONE_TIME = 50;

  /// With fewer than this at the relay a new set is published.
  static final int FEW = 20;

  private static final Duration RENEWED = Duration.ofDays(7);
  private static final Duration KEPT = Duration.ofDays(30);

  /// How long to wait at least from one set to the next on a connection: a relay must not keep us at it.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /// How many halves are kept at most, whatever a relay makes us publish.
  private static final int MOST_KEPT = 2_000;

  private final Identity me;
  private final Books books;
  private final Line line;
  private final Mail.Outside outside;
  private final SecureRandom random;
  private long connection;
  private boolean isReady;
  private boolean isMaking;
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
    boolean isForeign = !kept.keySet().containsAll(ids);
    Optional<Instant> confirmed =
        ids.stream()
            .map(kept::get)
            .filter(each -> each != null && each.lastResort())
            .flatMap(each -> issued(each).stream())
            .max(Comparator.naturalOrder());
    if (confirmed.isPresent()) {
      replaceBefore(commit, kept.values(), confirmed.get());
    }
    long oneTime = ids.stream().filter(id -> isOneTime(kept.get(id))).count();
    Instant renewal = confirmed.map(issued -> issued.plus(RENEWED)).orElse(Instant.MIN);
    next = renewal;
    if (isForeign) {
      isReady = false;
    }
    if (isForeign || oneTime < FEW || !renewal.isAfter(commit.now())) {
      next = notBefore;
      if (!notBefore.isAfter(commit.now())) {
        make(commit);
      }
    }
  }

  private static boolean isOneTime(@Nullable StoredPrekey prekey) {
    return prekey != null && !prekey.lastResort();
  }

  /// The relay has confirmed a set: those before it are replaced from now on.
  private static void replaceBefore(Commit commit, Iterable<StoredPrekey> kept, Instant confirmed)
      throws StoreException {
    for (StoredPrekey each : kept) {
      if (each.replaced() == null
          && issued(each).map(issued -> issued.isBefore(confirmed)).orElse(true)) {
        commit
            .tables()
            .prekeys()
            .put(new StoredPrekey(each.id(), each.lastResort(), each.state(), commit.now()));
      }
    }
  }

  private static Optional<Instant> issued(StoredPrekey prekey) {
    try {
      return Optional.of(PrekeyPrivate.issued(prekey.state()));
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
    Set<Integer> taken = new HashSet<>();
    Instant issued = commit.now().truncatedTo(ChronoUnit.MILLIS);
    for (StoredPrekey each : commit.intact(commit.tables().prekeys().all())) {
      taken.add(each.id());
      Instant after = issued(each).orElse(Instant.MIN).plusMillis(1);
      issued = after.isAfter(issued) ? after : issued;
    }
    Instant date = issued;
    commit.then(
        () ->
            outside.offload(
                () -> {
                  List<PrekeyPrivate> made = generate(taken, date);
                  List<SignedPrekey> signed = made.stream().map(this::sign).toList();
                  return () -> publish(here, made, signed);
                }));
  }

  /// Done by a worker.
  private List<PrekeyPrivate> generate(Set<Integer> taken, Instant issued) {
    List<PrekeyPrivate> made = new ArrayList<>(ONE_TIME + 1);
    while (made.size() <= ONE_TIME) {
      PrekeyPrivate prekey = PrekeyPrivate.generate(made.size() == ONE_TIME, random, issued);
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
          dropSurplus(commit);
          commit.then(
              () -> {
                line.submit(new FromClient.Publish(signed));
                isReady = true;
                isMaking = false;
              });
          notBefore = commit.now().plus(Delays.doubled(PAUSE, published++, LONGEST_PAUSE));
          next = notBefore;
        });
  }

  private static void dropSurplus(Commit commit) throws StoreException {
    List<StoredPrekey> kept = commit.intact(commit.tables().prekeys().all());
    for (int i = 0; i < kept.size() - MOST_KEPT; i++) {
      commit.tables().prekeys().remove(kept.get(i).id());
    }
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
