package chat.parley.relay;

import chat.parley.wire.classic.ClassicFrame;
import java.time.Duration;

/// What a relay bears before it refuses or drops somebody.
///
/// @param connections how many connections there may be, whoever opened them
/// @param connectionsPerAddress how many of one address (of IPv6, of one /64; a /48 has half of all at most)
/// @param pendingLogins how many that have not joined; beyond it the one that dallies longest goes
/// @param queueBytes how much may wait for one member before it is dropped, each frame counting 512
///     bytes more than it has; from half of it on, who sends to it has to wait
/// @param memoryBytes how much may wait for all members, with the frames that are still coming in;
///     beyond it whoever holds most is dropped
/// @param loginTimeout how long joining may take
/// @param stallTimeout how long a member may make its senders wait before it is dropped
/// @param idleTimeout how long a member may send nothing. The original's clients never say that they
///     are alive, so this is long; broken connections are found by TCP
public record RelayLimits(
    int connections,
    int connectionsPerAddress,
    int pendingLogins,
    int queueBytes,
    long memoryBytes,
    Duration loginTimeout,
    Duration stallTimeout,
    Duration idleTimeout) {

  private static final int MAX_CONNECTIONS = 1_000_000;
  private static final int MIN_QUEUE = 2 * (ClassicFrame.MAX_BODY + ClassicFrame.HEADER_LENGTH);
  private static final int MAX_QUEUE = 1 << 30;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  /// What a small machine bears, and enough for several hundred members behind one address.
  public static final RelayLimits DEFAULT =
      new RelayLimits(
          4_000,
          1_000,
          500,
          4 << 20,
          128L << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofHours(24));

  /// @throws SettingRejected if a limit is out of its range
  public RelayLimits {
    requireCount("connections", connections);
    requireCount("connections of one address", connectionsPerAddress);
    requireCount("pending logins", pendingLogins);
    if (queueBytes < MIN_QUEUE || queueBytes > MAX_QUEUE) {
      throw new SettingRejected(
          "the queue of a member holds " + MIN_QUEUE + " to " + MAX_QUEUE + " bytes");
    }
    if (memoryBytes < queueBytes) {
      throw new SettingRejected("the memory of all queues is at least that of one");
    }
    requireTime("login timeout", loginTimeout);
    requireTime("stall timeout", stallTimeout);
    requireTime("idle timeout", idleTimeout);
  }

  private static void requireCount(String name, int value) {
    if (value < 1 || value > MAX_CONNECTIONS) {
      throw new SettingRejected("the number of " + name + " is 1 to " + MAX_CONNECTIONS);
    }
  }

  private static void requireTime(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new SettingRejected("the " + name + " is more than nothing and at most a year");
    }
  }
}
