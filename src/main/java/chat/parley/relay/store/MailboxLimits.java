package chat.parley.relay.store;

import java.time.Duration;

/// How much a mailbox holds, and how long; and how much all of them hold together.
///
/// @param messages how many messages an account's mailbox holds
/// @param bytes how many bytes of payload
/// @param kept how long a message waits
/// @param storeBytes how large the store may grow by messages, in bytes
/// @param freeBytes how much of the disk is left to others, in bytes
public record MailboxLimits(
    long messages, long bytes, Duration kept, long storeBytes, long freeBytes) {
  /// 10,000 messages, 64 MiB, 30 days; 4 GiB in all, and 256 MiB of the disk left free.
  public static final MailboxLimits DEFAULT =
      new MailboxLimits(10_000, 64L << 20, Duration.ofDays(30));

  /// What one sender may fill of what the others leave: a tenth, one message at least. So no ten senders fill it.
  private static final long SENDER_SHARE = 10;

  /// @throws IllegalArgumentException unless all are positive; of the disk nothing need be left
  public MailboxLimits {
    if (messages < 1 || bytes < 1 || !kept.isPositive() || storeBytes < 1 || freeBytes < 0) {
      throw new IllegalArgumentException("a mailbox holds something, for some time");
    }
  }

  /// With the usual bounds of all mailboxes together.
  ///
  /// @throws IllegalArgumentException unless all are positive
  public MailboxLimits(long messages, long bytes, Duration kept) {
    this(messages, bytes, kept, 4L << 30, 256L << 20);
  }

  /// @param ofOthers how many messages of other senders wait
  long senderMessages(long ofOthers) {
    return Math.max(1, (messages - ofOthers) / SENDER_SHARE);
  }

  /// @param ofOthers how many bytes of other senders wait
  long senderBytes(long ofOthers) {
    return Math.max(1, (bytes - ofOthers) / SENDER_SHARE);
  }
}
