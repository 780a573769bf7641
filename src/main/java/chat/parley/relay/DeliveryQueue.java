package chat.parley.relay;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.KeptMessage;
import chat.parley.relay.store.RelayStore;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.UndeliverableCode;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one connection of a recipient is given, in the order in which it was sent, from its first DELIVER to
/// its end. Belongs to the event loop.
///
///     behind ──the store has no more──► caught up ──a letter finds no room──► behind
///
/// *Behind*, there is mail in the store that this connection was not given: it is paged through, as far as
/// the window of unacknowledged DELIVERs has room, and every new letter goes to the store behind it.
/// *Caught up*, a new letter is delivered from memory, and written, in order, if its ACK does not come within
/// [ParleyLimits#handover], if a later letter has to be written, or if the connection ends. One that the store refuses then waits
/// for its ACK, or for the end of the connection, with all that its sender sends after it. The places of letters in the store so have the order of their sequence numbers here, which lets one ACK remove all that
/// came before it.
final class DeliveryQueue {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Name owner;
  private final Consumer<FromRelay.Deliver> outlet;
  private final PostOffice office;
  private final RelayStore store;
  private final LoopThread loop;
  private final ParleyLimits limits;
  private final LetterMemory memory;
  private final PageMemory pages;
  private final Deque<Delivery> window = new ArrayDeque<>();
  private long windowBytes;
  private long sequence;
  private boolean caughtUp;
  private boolean paging;
  private boolean ended;

  /// The place in the store that this connection was given everything up to.
  private long cursor;

  /// How many letters were sent to the store behind this connection's back.
  private long bypassed;

  private @Nullable Future<?> handover;

  /// @param outlet where DELIVERs go
  /// @param memory what all recipients together may leave in memory alone
  /// @param pages what all together may be on the way to from the store
  DeliveryQueue(
      Name owner,
      Consumer<FromRelay.Deliver> outlet,
      PostOffice office,
      RelayStore store,
      LoopThread loop,
      ParleyLimits limits,
      LetterMemory memory,
      PageMemory pages) {
    this.owner = owner;
    this.outlet = outlet;
    this.office = office;
    this.store = store;
    this.loop = loop;
    this.limits = limits;
    this.memory = memory;
    this.pages = pages;
  }

  /// Begins with what waits in the store.
  void start() {
    page();
  }

  /// Takes a letter for this recipient.
  void add(Letter letter) {
    int length = letter.payload().length();
    if (caughtUp && hasRoom(length) && memory.take(length)) {
      deliver(new Delivery(++sequence, letter, 0), letter.time(), letter.from(), letter.payload());
      if (handover == null) {
        handover = loop.after(limits.handover(), this::handOver);
      }
    } else if (!letter.isTransient()) {
      writeWindow();
      UndeliverableCode before = refusalBefore(letter);
      if (before != null) {
        office.refusedFirst(letter, before);
        return;
      }
      caughtUp = false;
      bypassed++;
      office.keep(
          letter,
          place -> {
            office.accepted(letter);
            page();
          },
          code -> {
            office.refused(letter, code);
            page();
          });
    }
  }

  /// The recipient has dealt with a DELIVER and all before it.
  ///
  /// @return false if no such DELIVER was made on this connection
  boolean acknowledge(long upTo) {
    if (upTo > sequence) {
      return false;
    }
    long place = 0;
    while (!window.isEmpty() && window.getFirst().sequence <= upTo) {
      Delivery delivery = window.removeFirst();
      windowBytes -= delivery.length;
      place = Math.max(place, delivery.place);
      settle(delivery);
    }
    if (place > 0) {
      remove(place);
    }
    page();
    return true;
  }

  /// The connection ends: what it has not acknowledged comes first on the next one.
  void end() {
    writeWindow();
    ended = true;
    if (handover != null) {
      handover.cancel(false);
    }
    window.forEach(this::giveUp);
    window.clear();
  }

  /// How many letters wait here for their ACK of which the store has none: not in what it was asked for before now.
  long unwritten() {
    return window.stream()
        .filter(delivery -> delivery.letter != null && !delivery.letter.isTransient())
        .filter(delivery -> delivery.refusal == null)
        .count();
  }

  private void settle(Delivery delivery) {
    Letter letter = delivery.letter;
    if (letter != null) {
      delivery.letter = null;
      if (!delivery.isWriting) {
        memory.give(delivery.length);
      }
      office.accepted(letter);
    }
  }

  private boolean hasRoom(long length) {
    return window.size() < limits.windowMessages() && windowBytes + length <= limits.windowBytes();
  }

  private void deliver(Delivery delivery, long time, Name from, Bytes payload) {
    window.addLast(delivery);
    windowBytes += delivery.length;
    outlet.accept(new FromRelay.Deliver(delivery.sequence, time, from, payload));
  }

  /// Writes what has waited in memory for long enough.
  private void handOver() {
    handover = null;
    long now = System.nanoTime();
    for (Delivery delivery : window) {
      if (delivery.isInMemory()) {
        Duration left = limits.handover().minusNanos(now - delivery.since);
        if (left.isPositive()) {
          handover = loop.after(left.plusMillis(1), this::handOver);
          return;
        }
        write(delivery);
      }
    }
  }

  private void writeWindow() {
    for (Delivery delivery : window) {
      if (delivery.isInMemory()) {
        write(delivery);
      }
    }
  }

  private void write(Delivery delivery) {
    Letter letter = delivery.letter;
    if (letter == null) {
      return;
    }
    memory.give(delivery.length);
    if (letter.isTransient()) {
      delivery.letter = null;
      return;
    }
    delivery.isWriting = true;
    UndeliverableCode before = refusalBefore(letter);
    if (before != null) {
      refused(delivery, before);
      return;
    }
    office.keepGiven(
        letter,
        place -> {
          delivery.place = place;
          cursor = Math.max(cursor, place);
          if (delivery.letter == null) {
            remove(place);
          } else {
            delivery.letter = null;
            office.accepted(letter);
          }
        },
        code -> refused(delivery, code));
  }

  /// Why a letter of the same sender was not written that the recipient was given before this one, and may not have dealt with.
  /// Written now, this one would come before it on the next connection.
  private @Nullable UndeliverableCode refusalBefore(Letter letter) {
    for (Delivery delivery : window) {
      if (delivery.refusal != null
          && delivery.letter != null
          && delivery.letter.from().equals(letter.from())) {
        return delivery.refusal;
      }
    }
    return null;
  }

  /// The store has not taken a letter. Its recipient was given it, and may acknowledge it still, over a slow line perhaps: refused now,
  /// it would come again and again. Only if the connection ends without that, the sender is told.
  private void refused(Delivery delivery, UndeliverableCode code) {
    if (delivery.letter != null) {
      delivery.letter = delivery.letter.withoutPayload();
      delivery.refusal = code;
      if (ended) {
        giveUp(delivery);
      }
    }
  }

  private void giveUp(Delivery delivery) {
    Letter letter = delivery.letter;
    if (letter != null && delivery.refusal != null) {
      delivery.letter = null;
      office.refusedFirst(letter, delivery.refusal);
    }
  }

  /// Asks the store for more, if there may be more and there is room for it.
  private void page() {
    boolean hasRoom =
        window.size() <= limits.windowMessages() / 2 && windowBytes <= limits.windowBytes() / 2;
    if (ended || caughtUp || paging || !hasRoom) {
      return;
    }
    paging = true;
    // A page holds one message at least, however long.
    int bytes =
        Math.clamp(limits.windowBytes() - windowBytes, FrameLimits.PAYLOAD, PageMemory.LIMIT);
    pages.ask(bytes, () -> askStore(bytes));
  }

  private boolean askStore(int bytes) {
    if (ended) {
      return false;
    }
    long known = bypassed;
    loop.await(
        store.page(owner, cursor, limits.windowMessages() - window.size(), bytes),
        page -> {
          paging = false;
          if (!ended) {
            deliver(page);
            caughtUp = page.isEmpty() && known == bypassed;
          }
          pages.give(bytes);
          page();
        },
        failure -> {
          pages.give(bytes);
          var _ = loop.after(RETRY, this::pageAgain);
        });
    return true;
  }

  private void pageAgain() {
    paging = false;
    page();
  }

  private void deliver(List<KeptMessage> page) {
    for (KeptMessage message : page) {
      // A letter from memory may have been written, and read here again, since the page was asked
      // for.
      if (message.place() > cursor) {
        cursor = message.place();
        Delivery delivery = new Delivery(++sequence, message.payload().length(), cursor);
        deliver(delivery, message.time(), message.from(), message.payload());
      }
    }
  }

  /// If the store fails in this, the messages come again on the next connection: nothing is lost.
  private void remove(long place) {
    var _ = store.acknowledge(owner, place);
  }

  /// A DELIVER that waits for its ACK.
  private static final class Delivery {
    private final long sequence;
    private final int length;
    private final long since = System.nanoTime();

    /// What is promised to nobody yet; null once its sender has an answer, or needs none.
    private @Nullable Letter letter;

    private boolean isWriting;

    /// Why the store has not taken the letter, whose ACK may still come; null as long as it may.
    private @Nullable UndeliverableCode refusal;

    /// Its place in the store; 0 while it has none.
    private long place;

    Delivery(long sequence, Letter letter, long place) {
      this(sequence, letter.payload().length(), place);
      this.letter = letter;
    }

    Delivery(long sequence, int length, long place) {
      this.sequence = sequence;
      this.length = length;
      this.place = place;
    }

    boolean isInMemory() {
      return letter != null && !isWriting;
    }
  }
}
