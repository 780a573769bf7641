package chat.parley.session.ratchet;

import chat.parley.crypto.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Randomness that is the same for the same seed, on every machine: SHA-256 of seed and counter.
public final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final long seed;
  private long counter;
  private byte[] block = new byte[0];
  private int used;

  public SeededRandom(long seed) {
    this.seed = seed;
  }

  @Override
  public void nextBytes(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      if (used == block.length) {
        block = Sha256.digest(ByteBuffer.allocate(16).putLong(seed).putLong(counter++).array());
        used = 0;
      }
      target[i] = block[used++];
    }
  }
}
