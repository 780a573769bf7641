package chat.parley.relay;

import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicEnvelope;
import chat.parley.wire.classic.ClassicFrame;
import chat.parley.wire.classic.Nickname;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One peer of the classic protocol, from the greeting to its leaving. Belongs to the event loop.
///
///     nameless ──nickname──► named ──announcement──► announced ──no queue is long──► joined
///        │ taken, not admissible │ anything else         │ anything                   │ !quit, lost framing
///        └───────────────────────┴───────────────────────┴────────────────────────────┴────► ended
final class ClassicPeer extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = System.getLogger(ClassicPeer.class.getName());

  private static final Duration OPEN_AGAIN = Duration.ofMillis(100);

  private final Connection connection;
  private final ClassicFrameDecoder decoder;
  private final ClassicRoom room;
  private @Nullable String nickname;
  private boolean announced;
  private boolean joined;
  private @Nullable Future<?> loginTimeout;

  ClassicPeer(Connection connection, ClassicFrameDecoder decoder, ClassicRoom room) {
    this.connection = connection;
    this.decoder = decoder;
    this.room = room;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    loginTimeout =
        connection.after(
            connection.limits().loginTimeout(), () -> connection.drop("it did not join in time"));
    connection.send(ClassicRoom.frame(ClassicBody.NICK));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
    if (connection.hasEnded()) {
      return;
    }
    String body;
    try {
      body =
          ClassicFrame.text(
              frame.nioBuffer(
                  ClassicFrame.HEADER_LENGTH, frame.readableBytes() - ClassicFrame.HEADER_LENGTH));
    } catch (BodyException notText) {
      body = "";
    }
    if (nickname == null) {
      name(body);
    } else if (body.equals(ClassicBody.QUIT)) {
      leave();
      connection.drop("it left");
    } else if (joined) {
      route(nickname, body, frame);
    } else if (announced) {
      refuseLogin(nickname, "nothing can be sent before the others are told of the announced key");
    } else {
      announce(nickname, body);
    }
  }

  private void name(String body) {
    if (new Nickname(body).isAdmissible() && room.take(body, connection)) {
      nickname = body;
      connection.send(ClassicRoom.frame(new ClassicBody.Greeting(body, ClassicBody.CONNECTED)));
    } else {
      connection.finish(ClassicRoom.frame(ClassicBody.NICK));
    }
  }

  private void announce(String me, String body) {
    try {
      if (!ClassicBody.Announcement.parse(body).from().equals(me)) {
        refuseLogin(me, "the announced key is somebody else's");
      } else if (!ClassicRoom.isShort(me, body)) {
        refuseLogin(me, "the announcement is too long");
      } else if (!room.mayJoin(connection)) {
        refuseLogin(me, "too many have joined from this address just now");
      } else {
        announced = true;
        joinWhenOpen(me, body);
      }
    } catch (BodyException notAnAnnouncement) {
      refuseLogin(me, "a key must be announced before anything else is sent");
    }
  }

  private void joinWhenOpen(String me, String announcement) {
    if (connection.hasEnded() || nickname == null) {
      return;
    }
    if (!room.isOpen()) {
      var _ = connection.after(OPEN_AGAIN, () -> joinWhenOpen(me, announcement));
      return;
    }
    joined = true;
    decoder.joined();
    connection.joined();
    cancelLoginTimeout();
    room.join(me, announcement);
  }

  private void refuseLogin(String me, String reason) {
    leave();
    connection.finish(note(me, reason));
  }

  private void route(String me, String body, ByteBuf frame) {
    try {
      ClassicEnvelope envelope = ClassicEnvelope.parse(body);
      if (envelope.from().isPresent() && !envelope.from().get().equals(me)) {
        connection.answer(note(me, "a message in another member's name is refused"));
      } else if (envelope.isOfTheServer()) {
        connection.answer(note(me, "a message that only the server may send is refused"));
      } else if (envelope.to().isEmpty()) {
        connection.answer(note(me, "a message that names no receiver is refused"));
      } else {
        pass(me, envelope.to().get(), frame);
      }
    } catch (BodyException damaged) {
      connection.answer(note(me, "a message is refused: " + damaged.getMessage()));
    }
  }

  private void pass(String me, String to, ByteBuf frame) {
    Optional<Connection> receiver = room.member(to);
    if (receiver.isPresent()) {
      receiver.get().pass(frame.retain(), connection);
    } else {
      boolean isShowable = new Nickname(to).isAdmissible();
      connection.answer(note(me, (isShowable ? to : "the receiver") + " is not connected"));
    }
  }

  private static ByteBuf note(String to, String text) {
    return ClassicRoom.frame(new ClassicBody.ServerMessage(to, text));
  }

  private void leave() {
    cancelLoginTimeout();
    if (nickname != null) {
      room.leave(nickname);
    }
    joined = false;
    nickname = null;
  }

  private void cancelLoginTimeout() {
    if (loginTimeout != null) {
      loginTimeout.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leave();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      connection.drop("it sent nothing for too long");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof FrameException lost) {
      String me = nickname;
      if (me != null && !connection.hasEnded()) {
        leave();
        connection.finish(note(me, "the connection ends: " + lost.getMessage()));
        return;
      }
    } else if (!(cause instanceof IOException)) {
      LOG.log(Level.ERROR, "a connection failed for a reason of our own", cause);
    }
    connection.drop("its stream is broken");
  }
}
