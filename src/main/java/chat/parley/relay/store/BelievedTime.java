package chat.parley.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The wall clock, as far as it can be believed: one that jumps must not take the mail with it. Where it is off by more than a day from
/// what it was and what has passed since, or at a start more than 30 days ahead of what it was, it is in doubt until the relay has run
/// for a day with the new time. The database remembers that across restarts. Belongs to the journal's thread.
final class BelievedTime {
  private static final long TOLERATED_MILLIS = Duration.ofDays(1).toMillis();
  private static final long LONGEST_ABSENCE_MILLIS = Duration.ofDays(30).toMillis();
  private static final long PROOF_NANOS = Duration.ofHours(24).toNanos();

  private final Clock clock;
  private final LongSupplier nanoTime;

  /// What the clock said last, in ms since 1970.
  private long seen;

  /// When that was, by the clock that never jumps.
  private long seenAt;

  /// The latest of what it said while it was believed.
  private long newest;

  /// How long it has to go on as it does until it is believed.
  private long doubt;

  /// @param nanoTime a clock of nanoseconds that never goes back
  BelievedTime(Connection connection, Clock clock, LongSupplier nanoTime) throws SQLException {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.seenAt = nanoTime.getAsLong();
    long now = clock.millis();
    this.seen = now;
    this.newest = now;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT seen, newest, doubt FROM clock")) {
      if (row.next()) {
        long ahead = now - row.getLong(1);
        boolean isOff = ahead > LONGEST_ABSENCE_MILLIS || ahead < -TOLERATED_MILLIS;
        doubt = isOff ? PROOF_NANOS : row.getLong(3);
        newest = doubt == 0 ? Math.max(now, row.getLong(2)) : row.getLong(2);
      }
    }
  }

  /// What to stamp a message with: never less than another got while the clock was believed, so that none expires early where the
  /// clock was behind and is set right.
  long stamp() {
    look();
    return Math.max(seen, newest);
  }

  /// Whether what is old by the wall clock is old.
  boolean isBelieved() {
    look();
    return doubt == 0;
  }

  private void look() {
    long now = clock.millis();
    long nanos = nanoTime.getAsLong();
    long passed = nanos - seenAt;
    long off = now - seen - Duration.ofNanos(passed).toMillis();
    doubt = Math.abs(off) > TOLERATED_MILLIS ? PROOF_NANOS : Math.max(0, doubt - passed);
    seen = now;
    seenAt = nanos;
    if (doubt == 0) {
      newest = Math.max(newest, now);
    }
  }

  /// Has the next start know it.
  void save(Connection connection) throws SQLException {
    try (PreparedStatement replace =
        connection.prepareStatement("INSERT OR REPLACE INTO clock VALUES (1, ?, ?, ?)")) {
      replace.setLong(1, seen);
      replace.setLong(2, newest);
      replace.setLong(3, doubt);
      replace.executeUpdate();
    }
  }
}
