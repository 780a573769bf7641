package chat.parley.client;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts how often 32 bytes are drawn: twice for each derivation of keys, and for nothing else that a
/// messenger does.
final class CountingRandom extends SecureRandom {
  private static final long serialVersionUID = 1;
  private static final int SEED_BYTES = 32;

  private final AtomicInteger drawn = new AtomicInteger();

  @Override
  public void nextBytes(byte[] bytes) {
    if (bytes.length == SEED_BYTES) {
      drawn.incrementAndGet();
    }
    super.nextBytes(bytes);
  }

  int drawn() {
    return drawn.get();
  }
}
