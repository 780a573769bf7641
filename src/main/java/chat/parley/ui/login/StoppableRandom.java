package chat.parley.ui.login;

import java.security.SecureRandom;
import java.util.concurrent.CancellationException;

/// A source of randomness that can run dry: making a key asks it all the time, and so ends soon after
/// [#stop]. The way to stop what knows no other.
final class StoppableRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private volatile boolean stopped;

  /// From now on whoever asks gets a [CancellationException].
  void stop() {
    stopped = true;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    if (stopped) {
      throw new CancellationException("nobody wants this key any more");
    }
    super.nextBytes(bytes);
  }
}
