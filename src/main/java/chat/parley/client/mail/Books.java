package chat.parley.client.mail;

import chat.parley.store.ClientDatabase;
import chat.parley.store.RowDamaged;
import chat.parley.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// The only way to the database. Keeps what the parts of [Mail] hold in memory at one with it: they write
/// what they changed at the end of each commit, and read everything anew after one that failed.
final class Books {
  /// What is done in one commit.
  @FunctionalInterface
  interface Step {
    void run(Commit commit) throws StoreException;
  }

  /// Something that holds in memory what is in the database.
  interface Part {
    /// Forgets everything and reads it anew: at the beginning, and after a commit that failed.
    void load(Commit commit) throws StoreException;

    /// Writes what was changed in memory only: the last thing in each commit.
    default void save(Commit commit) throws StoreException {}
  }

  /// How many damaged rows are taken out for one step.
  private static final int MOST_CURED = 100;

  private static final Duration REST = Duration.ofSeconds(5);

  private final ClientDatabase database;
  private final InstantSource clock;
  private final Consumer<MailEvent> teller;
  private final Runnable failed;
  private final List<Part> parts = new ArrayList<>();
  private final Deque<Runnable> afterwards = new ArrayDeque<>();
  private Instant restUntil = Instant.MIN;
  private boolean isLoaded;
  private boolean isFinishing;

  /// @param failed called after each commit that failed: what the relay sent must not count as dealt with
  Books(ClientDatabase database, InstantSource clock, Consumer<MailEvent> teller, Runnable failed) {
    this.database = database;
    this.clock = clock;
    this.teller = teller;
    this.failed = failed;
  }

  /// Takes in a part; those that others build on come first.
  void add(Part part) {
    parts.add(part);
  }

  /// Does everything in the step, or nothing. What it told is told when this returns. Where a damaged row
  /// stands in the way, the row is taken out, the user is told, and the step is done again from the start.
  ///
  /// @return whether it is on the disk; if not, the user was told
  boolean run(Step step) {
    boolean done = false;
    try {
      for (int cured = 0; !done; cured++) {
        try {
          commit(step);
          done = true;
        } catch (RowDamaged e) {
          isLoaded = false;
          if (cured == MOST_CURED) {
            throw e;
          }
          database.change(tables -> tables.discard(e.row()));
          afterwards.add(() -> teller.accept(new MailEvent.RowsLost(1)));
        }
      }
      finish();
      return true;
    } catch (StoreException e) {
      afterwards.add(() -> teller.accept(new MailEvent.NotSaved(e)));
      return false;
    } finally {
      if (!done) {
        isLoaded = false;
        restUntil = clock.instant().plus(REST);
        failed.run();
        finish();
      }
    }
  }

  /// What time it is.
  Instant now() {
    return clock.instant();
  }

  /// When something that was due then is to be done: after a commit that failed there is a rest, since a disk that
  /// refuses would be asked again and again.
  Instant notBefore(Instant due) {
    return due.isBefore(restUntil) ? restUntil : due;
  }

  private void commit(Step step) throws StoreException {
    Commit commit =
        database.commit(
            tables -> {
              Commit begun = new Commit(tables, clock.instant(), teller);
              load(begun);
              step.run(begun);
              for (Part part : parts) {
                part.save(begun);
              }
              return begun;
            });
    afterwards.addAll(commit.afterwards());
  }

  /// In the order of the commits, also where one leads to the next at once.
  private void finish() {
    if (!isFinishing) {
      isFinishing = true;
      try {
        for (Runnable next = afterwards.poll(); next != null; next = afterwards.poll()) {
          next.run();
        }
      } finally {
        isFinishing = false;
      }
    }
  }

  private void load(Commit commit) throws StoreException {
    if (!isLoaded) {
      for (Part part : parts) {
        part.load(commit);
      }
      isLoaded = true;
    }
  }
}
