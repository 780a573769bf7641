package chat.parley.relay;

/// How much payload waits for recipients' ACKs in memory alone, of all recipients together, so that many who
/// do not acknowledge cost no more than that. Belongs to the event loop.
final class LetterMemory {
  private final long limit;
  private long used;

  /// @param limit in bytes
  LetterMemory(long limit) {
    this.limit = limit;
  }

  /// @return whether there was room for so many bytes
  boolean take(int bytes) {
    if (used + bytes > limit) {
      return false;
    }
    used += bytes;
    return true;
  }

  void give(int bytes) {
    used -= bytes;
  }
}
