package chat.parley.relay.store;

import java.time.Duration;

/// How much a mailbox holds, and how long.
///
/// @param messages how many messages an account's mailbox holds
/// @param bytes how many bytes of payload
/// @param kept how long a message waits
public record MailboxLimits(long messages, long bytes, Duration kept) {
  /// 10,000 messages, 64 MiB, 30 days.
  public static final MailboxLimits DEFAULT =
      new MailboxLimits(10_000, 64L << 20, Duration.ofDays(30));

  /// What one sender may fill: a tenth, one message at least.
  private static final long SENDER_SHARE = 10;

  /// @throws IllegalArgumentException unless all are positive
  public MailboxLimits {
    if (messages < 1 || bytes < 1 || !kept.isPositive()) {
      throw new IllegalArgumentException("a mailbox holds something, for some time");
    }
  }

  long senderMessages() {
    return Math.max(1, messages / SENDER_SHARE);
  }

  long senderBytes() {
    return Math.max(1, bytes / SENDER_SHARE);
  }
}
