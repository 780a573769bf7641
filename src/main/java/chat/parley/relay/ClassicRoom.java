package chat.parley.relay;

import chat.parley.wire.FrameException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is on the relay under which nickname, and what all of them are told. Belongs to the event loop.
final class ClassicRoom {
  /// The longest announcement as it is passed on, in bytes: with keys of 8192 bits it takes less than 5,000. Characters that
  /// are escaped, and escaped again, would make six of one.
  private static final int MAX_ADD_KEY = 6 << 10;

  /// How often one address may join. That is told to everybody, so that coming and going costs all members; to connect, and to send
  /// what makes no sense, costs the relay alone.
  private static final Rate JOINS = new Rate(4_000, 200);

  private final AddressLimits joins = new AddressLimits(JOINS, System::nanoTime);
  private final Map<String, Connection> taken = new HashMap<>();
  private final Set<String> members = new LinkedHashSet<>();

  /// Takes a nickname, first come, first served.
  ///
  /// @return whether it was free
  boolean take(String nickname, Connection connection) {
    return taken.putIfAbsent(nickname, connection) == null;
  }

  /// Whether an announcement is short enough to be passed on to everybody.
  static boolean isShort(String nickname, String announcement) {
    return new ClassicBody.AddKey(nickname, announcement).json().length() <= MAX_ADD_KEY;
  }

  /// Whether somebody may join now. A join is told to everybody, so that many of them fill all queues: as whoever writes to a member
  /// with a long queue has to wait, so has a newcomer.
  boolean isOpen() {
    return members.stream()
        .map(taken::get)
        .noneMatch(member -> member != null && member.isCongested());
  }

  /// Whether one more may join from the same address just now.
  boolean mayJoin(Connection newcomer) {
    return joins.take(newcomer.network(), 1);
  }

  /// Makes a member of whoever took the nickname, and tells everybody, the newcomer included.
  ///
  /// @param announcement a [short][#isShort] one
  void join(String nickname, String announcement) {
    members.add(nickname);
    broadcast(new ClassicBody.ServerMessage(ClassicBody.ALL, nickname + " joined the chat!"));
    broadcast(new ClassicBody.AddKey(nickname, announcement));
  }

  /// Frees the nickname, and tells the others if it was a member's.
  void leave(String nickname) {
    taken.remove(nickname);
    if (members.remove(nickname)) {
      broadcast(new ClassicBody.ServerMessage(ClassicBody.ALL, nickname + " left the chat!"));
      broadcast(new ClassicBody.DelKey(nickname));
    }
  }

  /// The connection of a member.
  Optional<Connection> member(String nickname) {
    return members.contains(nickname) ? Optional.ofNullable(taken.get(nickname)) : Optional.empty();
  }

  private void broadcast(ClassicBody body) {
    ByteBuf frame = frame(body);
    for (String nickname : List.copyOf(members)) {
      member(nickname).ifPresent(connection -> connection.send(frame.retainedDuplicate()));
    }
    frame.release();
  }

  /// A body of the relay's own as a frame.
  static ByteBuf frame(ClassicBody body) {
    return frame(body.json());
  }

  static ByteBuf frame(String body) {
    try {
      return Unpooled.wrappedBuffer(ClassicFrame.encode(body));
    } catch (FrameException tooLong) {
      throw new IllegalStateException("what the relay says itself is short", tooLong);
    }
  }
}
