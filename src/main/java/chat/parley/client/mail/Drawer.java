package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.session.ratchet.ContactSessions;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sessions with one contact, key by key: the pinned one, one that was offered, and former ones, whose sessions
/// are closed and which only remember what was opened under them.
final class Drawer {
  /// How many keys are kept; of more, the least recently used one that is a former one goes.
  static final int MOST_KEYS = 6;

  private static final byte VERSION = 1;

  /// The sessions under one key: as bytes until somebody asks for them.
  private static final class Compartment {
    final Bytes spki;
    Bytes encoded;
    @Nullable ContactSessions sessions;
    boolean isStale;

    Compartment(Bytes spki, Bytes encoded) {
      this.spki = spki;
      this.encoded = encoded;
    }
  }

  private final List<Compartment> compartments = new ArrayList<>();
  private boolean isChanged;

  /// An empty one, or what [#encode] wrote.
  ///
  /// @return nothing if the bytes are anything else
  static Optional<Drawer> decode(Bytes bytes) {
    Drawer drawer = new Drawer();
    ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
    try {
      if (in.get() != VERSION) {
        return Optional.empty();
      }
      for (int left = in.get(); left > 0; left--) {
        drawer.compartments.add(new Compartment(bytes(in), bytes(in)));
      }
      return in.hasRemaining() ? Optional.empty() : Optional.of(drawer);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Bytes bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a length that cannot be");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.of(bytes);
  }

  /// How the sessions under a key are read.
  @FunctionalInterface
  interface Reader {
    /// @return none yet if the bytes cannot be read
    ContactSessions read(Bytes encoded);
  }

  /// The sessions under a key, if there are any.
  Optional<ContactSessions> find(Bytes spki, Reader reader) {
    for (Compartment each : compartments) {
      if (each.spki.equals(spki)) {
        if (each.sessions == null) {
          each.sessions = reader.read(each.encoded);
        }
        return Optional.of(each.sessions);
      }
    }
    return Optional.empty();
  }

  List<Bytes> keys() {
    return compartments.stream().map(each -> each.spki).toList();
  }

  /// Keeps the next sessions under a key, which is then the one last used.
  void put(Bytes spki, ContactSessions next) {
    Compartment compartment = new Compartment(spki, Bytes.EMPTY);
    compartment.sessions = next;
    compartment.isStale = true;
    compartments.removeIf(each -> each.spki.equals(spki));
    compartments.addFirst(compartment);
    isChanged = true;
  }

  void remove(Bytes spki) {
    isChanged |= compartments.removeIf(each -> each.spki.equals(spki));
  }

  boolean isChanged() {
    return isChanged;
  }

  /// Everything as bytes: a secret. What did not change is not encoded again.
  Bytes encode() {
    int length = 2;
    for (Compartment each : compartments) {
      if (each.isStale && each.sessions != null) {
        each.encoded = each.sessions.encode();
        each.isStale = false;
      }
      length += Integer.BYTES + each.spki.length() + Integer.BYTES + each.encoded.length();
    }
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION).put((byte) compartments.size());
    for (Compartment each : compartments) {
      out.putInt(each.spki.length()).put(each.spki.toArray());
      out.putInt(each.encoded.length()).put(each.encoded.toArray());
    }
    isChanged = false;
    return Bytes.of(out.array());
  }
}
