package chat.parley.client;

import chat.parley.wire.parley.FromRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// What came over a link and the core has not dealt with: it gets all that is there at once, so that it can
/// commit much together while more comes in. What it leaves of that, since it has other things to do, it gets again
/// after those.
///
/// The link stops reading while more than [#MAX_BYTES] wait, so that a relay that talks without end fills no
/// memory.
final class Unread {
  private static final int MAX_BYTES = 8 << 20;
  private static final int FRAME_COST = 1024;

  /// Who deals with it, on the core thread.
  @FunctionalInterface
  interface Reader {
    /// @param frames in the order they came, one at least
    /// @return what is left of them, fewer than there were
    List<FromRelay> arrived(List<FromRelay> frames);
  }

  private final Core core;
  private final Reader reader;
  private final Semaphore room = new Semaphore(MAX_BYTES);
  private final Object lock = new Object();
  private List<FromRelay> frames = new ArrayList<>();
  private int cost;
  private boolean isCoreAsked;
  // These belong to the core thread.
  private List<FromRelay> left = List.of();
  private int costOfLeft;

  Unread(Core core, Reader reader) {
    this.core = core;
    this.reader = reader;
  }

  /// Adds a frame, when there is room for it.
  ///
  /// @param length of its body in bytes
  void add(FromRelay frame, int length) throws InterruptedException {
    int its = FRAME_COST + 2 * length;
    room.acquire(its);
    boolean isFirst;
    synchronized (lock) {
      frames.add(frame);
      cost += its;
      isFirst = !isCoreAsked;
      isCoreAsked = true;
    }
    if (isFirst) {
      core.execute(this::handOver);
    }
  }

  private void handOver() {
    if (left.isEmpty()) {
      synchronized (lock) {
        left = frames;
        costOfLeft = cost;
        frames = new ArrayList<>();
        cost = 0;
      }
    }
    List<FromRelay> batch = left;
    left = List.of();
    try {
      left = reader.arrived(batch);
    } finally {
      if (left.isEmpty()) {
        room.release(costOfLeft);
      }
      boolean isMore;
      synchronized (lock) {
        isMore = !left.isEmpty() || !frames.isEmpty();
        isCoreAsked = isMore;
      }
      if (isMore) {
        core.execute(this::handOver);
      }
    }
  }

  /// Does something, on the core thread, when nothing that came before is left.
  void afterAll(Runnable last) {
    boolean isMore;
    synchronized (lock) {
      isMore = isCoreAsked;
    }
    if (isMore) {
      core.execute(() -> afterAll(last));
    } else {
      last.run();
    }
  }
}
