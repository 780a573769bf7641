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
  private final Map<String, Connection> taken = new HashMap<>();
  private final Set<String> members = new LinkedHashSet<>();

  /// Takes a nickname, first come, first served.
  ///
  /// @return whether it was free
  boolean take(String nickname, Connection connection) {
    return taken.putIfAbsent(nickname, connection) == null;
  }

  /// Makes a member of whoever took the nickname, and tells everybody, the newcomer included.
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
