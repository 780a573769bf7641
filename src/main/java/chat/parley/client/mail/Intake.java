package chat.parley.client.mail;

import chat.parley.store.StoreException;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What comes over the line: each frame goes to the part that it concerns, many in one commit, and what was
/// delivered is acknowledged once that commit is on the disk.
final class Intake {
  /// How many frames are dealt with in one commit.
  private static final int MOST_FRAMES = 512;

  /// After which time a commit takes in no more: whoever writes what is costly to refuse must not keep this thread
  /// from the user, nor make it do all again when the connection is lost.
  private static final Duration LONGEST = Duration.ofMillis(200);

  private final Books books;
  private final Line line;
  private final Roster roster;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Introductions introductions;
  private final Prekeys prekeys;
  private final InstantSource clock;
  // Messages that the relay kept for us and that have not come yet.
  private long waiting;

  Intake(
      Books books,
      Line line,
      Roster roster,
      Outbox outbox,
      Inbox inbox,
      Introductions introductions,
      Prekeys prekeys,
      InstantSource clock) {
    this.books = books;
    this.line = line;
    this.roster = roster;
    this.outbox = outbox;
    this.inbox = inbox;
    this.introductions = introductions;
    this.prekeys = prekeys;
    this.clock = clock;
  }

  /// @param kept how many messages wait at the relay
  void connected(long kept) {
    waiting = kept;
    drain(0);
  }

  /// Deals with frames, in order, as long as the line is open: in one commit, as many as it may take.
  ///
  /// @return those that are left
  List<FromRelay> arrived(List<FromRelay> frames) {
    List<FromRelay> done = new ArrayList<>();
    boolean isKept =
        line.isOpen()
            && books.run(
                commit -> {
                  done.clear();
                  while (done.size() < frames.size() && (done.isEmpty() || isMore(commit, done))) {
                    FromRelay frame = frames.get(done.size());
                    take(commit, frame);
                    done.add(frame);
                  }
                  lastDelivered(done)
                      .ifPresent(
                          last ->
                              commit.then(() -> line.submit(new FromClient.Ack(last.sequence()))));
                });
    if (!isKept) {
      return List.of();
    }
    drain(done.stream().filter(FromRelay.Deliver.class::isInstance).count());
    return frames.subList(done.size(), frames.size());
  }

  /// Whether a commit may take in more. It is at its end, too, when the clock was put back.
  private boolean isMore(Commit commit, List<FromRelay> done) {
    Duration sinceThen = Duration.between(commit.now(), clock.instant());
    return done.size() < MOST_FRAMES && !sinceThen.isNegative() && sinceThen.compareTo(LONGEST) < 0;
  }

  private static Optional<FromRelay.Deliver> lastDelivered(List<FromRelay> frames) {
    return frames.stream()
        .filter(FromRelay.Deliver.class::isInstance)
        .map(FromRelay.Deliver.class::cast)
        .reduce((one, next) -> next);
  }

  private void take(Commit commit, FromRelay frame) throws StoreException {
    switch (frame) {
      case FromRelay.Deliver deliver -> {
        inbox.deliver(commit, deliver);
        outbox.heardFrom(commit, deliver.from());
      }
      case FromRelay.Accepted accepted -> outbox.accepted(commit, accepted.id());
      case FromRelay.Undeliverable refused ->
          outbox.undeliverable(commit, refused.id(), refused.code());
      case FromRelay.Presence presence -> {
        if (roster.find(presence.name()).isPresent()) {
          roster.presence(presence.name(), presence.online());
          if (presence.online()) {
            outbox.contactCame(presence.name());
          }
        }
      }
      case FromRelay.Published published -> prekeys.listed(commit, published.prekeys());
      case FromRelay.Bundle bundle -> introductions.bundle(commit, bundle);
      case FromRelay.NoBundle none -> introductions.none(commit, none);
      case FromRelay.Challenge _,
          FromRelay.Welcome _,
          FromRelay.Refused _,
          FromRelay.Accounts _,
          FromRelay.NoAccounts _,
          FromRelay.Failure _,
          FromRelay.Ping _,
          FromRelay.Pong _,
          FromRelay.Unknown _ -> {}
    }
  }

  /// Case 20: old halves of prekeys are dropped only when all mail is dealt with that waited for them.
  private void drain(long delivered) {
    waiting -= delivered;
    if (waiting <= 0 && line.isOpen()) {
      prekeys.drained();
    }
  }
}
