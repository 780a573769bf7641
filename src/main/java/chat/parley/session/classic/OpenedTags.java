package chat.parley.session.classic;

import java.nio.ByteBuffer;

/// The tags of the messages that a session has opened, so that a repeated one is known.
///
/// To forget the oldest would let it be repeated, so none is forgotten: when [#MAX] are there, the session
/// is worn. Only messages that opened are kept, so that nobody but the contact can fill it. Of each tag
/// its first 16 bytes are kept, 16 to 32 bytes of memory a message.
final class OpenedTags {
  /// How many messages a session opens: about a million.
  static final int MAX = 1 << 20;

  private static final int LONGS = 2;
  private static final int FIRST_CAPACITY = 64;

  private final int max;
  // Open addressing, two longs a slot. A tag of sixteen zero bytes stands for an empty slot: to
  // make one
  // takes 2¹²⁸ tries with the key at hand, and gains the contact a repeat of its own message.
  private long[] slots = new long[FIRST_CAPACITY * LONGS];
  private int size;

  OpenedTags(int max) {
    this.max = max;
  }

  boolean isFull() {
    return size >= max;
  }

  boolean contains(byte[] tag) {
    ByteBuffer bytes = ByteBuffer.wrap(tag);
    int slot = find(slots, bytes.getLong(), bytes.getLong());
    return !isFree(slots, slot);
  }

  void add(byte[] tag) {
    if ((size + 1) * 2 > slots.length / LONGS) {
      grow();
    }
    ByteBuffer bytes = ByteBuffer.wrap(tag);
    put(slots, bytes.getLong(), bytes.getLong());
    size++;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (int slot = 0; slot < slots.length; slot += LONGS) {
      if (!isFree(slots, slot)) {
        put(larger, slots[slot], slots[slot + 1]);
      }
    }
    slots = larger;
  }

  private static void put(long[] slots, long high, long low) {
    int slot = find(slots, high, low);
    slots[slot] = high;
    slots[slot + 1] = low;
  }

  /// The slot of this tag, or the free one where it would go.
  private static int find(long[] slots, long high, long low) {
    int mask = slots.length / LONGS - 1;
    int index = (int) low & mask;
    while (true) {
      int slot = index * LONGS;
      if (isFree(slots, slot) || (slots[slot] == high && slots[slot + 1] == low)) {
        return slot;
      }
      index = (index + 1) & mask;
    }
  }

  private static boolean isFree(long[] slots, int slot) {
    return slots[slot] == 0 && slots[slot + 1] == 0;
  }
}
