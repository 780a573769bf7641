package chat.parley.relay.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.sqlite.SQLiteException;

/// Says in the log that the database refuses, once a minute at most, and once when it does no longer: a relay that accepts nothing else
/// looks like one that nobody writes through. It names SQLite's code and nothing of what was to be written. For one thread.
final class DiskAlarm {
  private static final Logger LOG = System.getLogger(DiskAlarm.class.getName());
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private boolean wasSaid;
  private long saidAt;
  private boolean isOn;

  /// @param nanoTime a clock of nanoseconds that never goes back
  DiskAlarm(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void failed(Throwable why) {
    long now = nanoTime.getAsLong();
    if (!wasSaid || now - saidAt >= QUIET_NANOS) {
      wasSaid = true;
      saidAt = now;
      isOn = true;
      LOG.log(Level.ERROR, "the database of the relay refuses: {0}", code(why));
    }
  }

  /// Whether the log says that the database refuses.
  boolean isOn() {
    return isOn;
  }

  /// Something was written.
  void works() {
    if (isOn) {
      isOn = false;
      LOG.log(Level.INFO, "the database of the relay takes changes again");
    }
  }

  private static String code(Throwable why) {
    return why instanceof SQLiteException refused
        ? refused.getResultCode().name()
        : why.getClass().getSimpleName();
  }
}
