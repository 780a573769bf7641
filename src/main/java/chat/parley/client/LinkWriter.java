package chat.parley.client;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Writes the frames of one link, on a virtual thread of its own, in the order they were submitted.
///
/// One write a frame: if it fails, the relay cannot have the whole frame, and what came before it is known to
/// be written.
final class LinkWriter {
  private static final Logger LOG = System.getLogger(LinkWriter.class.getName());
  private static final int MAX_UNWRITTEN = 1 << 20;
  private static final int ROOM_AGAIN = MAX_UNWRITTEN / 2;

  /// Where the frames go.
  interface Drain {
    /// A thread that may wait asks for it.
    OutputStream stream() throws IOException;

    /// Tells the other side that nothing follows.
    void end() throws IOException;
  }

  /// A frame on its way out.
  private static final class Departure {
    private final byte[] frame;
    private final boolean isLast;
    private final Runnable written;

    /// @param written run on the core thread when the last byte has gone to the socket
    Departure(byte[] frame, boolean isLast, Runnable written) {
      this.frame = frame;
      this.isLast = isLast;
      this.written = written;
    }
  }

  private final Core core;
  private final Drain drain;
  private final Runnable broken;
  private final Runnable roomAgain;
  private final BlockingQueue<Departure> departures = new LinkedBlockingQueue<>();
  private final AtomicLong unwritten = new AtomicLong();
  private final AtomicBoolean isAwaited = new AtomicBoolean();
  // When the write at hand began, in nanoseconds; 0 while nothing is written.
  private final AtomicLong writingSince = new AtomicLong();
  private final Thread thread = Thread.ofVirtual().name("link-writer").unstarted(this::write);

  /// @param broken run if a write fails
  /// @param roomAgain run on the core thread when there is room after [#hasRoom] said that there was none
  LinkWriter(Core core, Drain drain, Runnable broken, Runnable roomAgain) {
    this.core = core;
    this.drain = drain;
    this.broken = broken;
    this.roomAgain = roomAgain;
  }

  /// Whether a frame more may be submitted; else wait until enough is written.
  boolean hasRoom() {
    if (unwritten.get() < MAX_UNWRITTEN) {
      return true;
    }
    isAwaited.set(true);
    // The last of it may have been written meanwhile, and nobody told.
    return unwritten.get() < MAX_UNWRITTEN;
  }

  /// Queues a frame.
  ///
  /// @param written run on the core thread when its last byte has gone to the socket
  /// @return takes it back, if nothing of it was written yet; says whether it could
  BooleanSupplier submit(byte[] frame, Runnable written) {
    Departure departure = new Departure(frame, false, written);
    submit(departure);
    return () -> takeBack(departure);
  }

  /// Queues the frame after which nothing follows.
  ///
  /// @param frame may be empty
  void submitLast(byte[] frame) {
    submit(new Departure(frame, true, () -> {}));
  }

  private void submit(Departure departure) {
    unwritten.addAndGet(departure.frame.length);
    departures.add(departure);
  }

  private boolean takeBack(Departure departure) {
    boolean isBack = departures.remove(departure);
    if (isBack) {
      unwritten.addAndGet(-departure.frame.length);
    }
    return isBack;
  }

  /// Whether the relay has taken nothing for so long, though there is something to write.
  boolean isStalled(Duration patience) {
    long since = writingSince.get();
    return since != 0 && core.nanoTime() - since > patience.toNanos();
  }

  /// Begins to write; called once.
  void start() {
    thread.start();
  }

  private void tellRoom() {
    if (unwritten.get() <= ROOM_AGAIN && isAwaited.compareAndSet(true, false)) {
      core.execute(roomAgain);
    }
  }

  private void write() {
    try {
      OutputStream out = drain.stream();
      while (true) {
        Departure departure = departures.take();
        writingSince.set(core.nanoTime());
        out.write(departure.frame);
        writingSince.set(0);
        unwritten.addAndGet(-departure.frame.length);
        core.execute(departure.written);
        tellRoom();
        if (departure.isLast) {
          drain.end();
          return;
        }
      }
    } catch (IOException | InterruptedException lost) {
      broken.run();
    }
  }

  /// Ends, the socket being closed, and returns after the last frame that was written is known. It need not
  /// have been started.
  void stop() {
    thread.interrupt();
    boolean isWriting = true;
    while (isWriting) {
      try {
        thread.join();
        isWriting = false;
      } catch (InterruptedException aborted) {
        LOG.log(Level.TRACE, "a link ended while it was aborted");
      }
    }
  }
}
