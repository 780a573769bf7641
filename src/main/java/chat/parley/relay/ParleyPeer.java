package chat.parley.relay;

import chat.parley.identity.PublicIdentity;
import chat.parley.model.Name;
import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection of Parley 1, from the handshake to its end: [ParleyLogin] until WELCOME, then a member
/// whose frames go to whoever deals with them. Belongs to the event loop.
final class ParleyPeer extends SimpleChannelInboundHandler<Frame> {
  private static final Logger LOG = System.getLogger(ParleyPeer.class.getName());

  /// A control frame longer than this counts before it is parsed, and once more for each time as long.
  private static final int SMALL = 1 << 13;

  /// What a watched name takes in memory, in bytes.
  private static final int WATCHED_COST = 256;

  /// What a page of the directory counts for.
  private static final int PAGE = 10;

  private final Connection connection;
  private final ParleyFrameDecoder decoder;
  private final ParleyService relay;
  private final ParleyLogin login;
  private @Nullable PublicIdentity identity;
  private @Nullable DeliveryQueue queue;
  private boolean publishing;
  private boolean left;

  ParleyPeer(Connection connection, ParleyFrameDecoder decoder, ParleyService relay) {
    this.connection = connection;
    this.decoder = decoder;
    this.relay = relay;
    this.login = new ParleyLogin(connection, relay, this::welcome);
  }

  private void welcome(PublicIdentity person, FromRelay.Welcome welcome) {
    identity = person;
    queue = relay.newQueue(this);
    decoder.welcomed();
    connection.joined();
    tell(welcome);
    relay.arrive(this);
    queue.start();
  }

  /// Who is logged in.
  PublicIdentity identity() {
    if (identity == null) {
      throw new IllegalStateException("nobody is logged in here");
    }
    return identity;
  }

  Name name() {
    return identity().name();
  }

  /// The address that this peer's limits count for.
  ByteBuffer network() {
    return connection.network();
  }

  /// What this member is given.
  DeliveryQueue queue() {
    if (queue == null) {
      throw new IllegalStateException("nobody is logged in here");
    }
    return queue;
  }

  void tell(FromRelay message) {
    connection.send(ParleyFrameDecoder.encode(message));
  }

  /// The last frame was not dealt with; the connection goes on.
  void fail(String code, String reason) {
    connection.answer(ParleyFrameDecoder.encode(new FromRelay.Failure(code, reason)));
  }

  /// Begins to check prekeys, one set at a time.
  ///
  /// @return whether none is being checked
  boolean beginPublishing() {
    boolean free = !publishing;
    publishing = true;
    return free;
  }

  void endPublishing() {
    publishing = false;
  }

  /// The same account logs in on another connection.
  void replaced() {
    end(RefusalCode.REPLACED, "this account logged in on another connection");
  }

  /// The account is let in no more with this key.
  void dismissed() {
    end(RefusalCode.NOT_ADMITTED, Doorkeeper.UNKNOWN);
  }

  private void end(RefusalCode code, String reason) {
    leave();
    connection.finish(ParleyFrameDecoder.encode(new FromRelay.Refused(code, reason)));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    if (connection.hasEnded()) {
      return;
    }
    if (frame.body().length() > SMALL
        && ClientFrames.isControl(frame)
        && identity != null
        && !relay.mayAsk(name(), network(), frame.body().length() / SMALL)) {
      fail("slow-down", "too many requests");
      return;
    }
    try {
      FromClient message = ClientFrames.decode(frame);
      if (identity == null) {
        login.take(message);
      } else {
        take(message);
      }
    } catch (BodyException damaged) {
      if (identity == null) {
        login.refuse(RefusalCode.PROTOCOL, String.valueOf(damaged.getMessage()));
      } else {
        fail("body", String.valueOf(damaged.getMessage()));
      }
    }
  }

  private void take(FromClient message) {
    switch (message) {
      case FromClient.Send send -> relay.office().take(this, send);
      case FromClient.Ack ack -> {
        if (!queue().acknowledge(ack.sequence())) {
          fail("protocol", "nothing with this number was delivered on this connection");
        }
      }
      case FromClient.Ping ping ->
          connection.answer(ParleyFrameDecoder.encode(new FromRelay.Pong(ping.echo())));
      case FromClient.Pong _ -> {
        // It lives, which the timer has seen.
      }
      case FromClient.Publish publish -> {
        if (mayAsk()) {
          relay.prekeys().publish(this, publish.prekeys());
        }
      }
      case FromClient.Watch watch -> {
        if (mayAsk()) {
          connection.remembers((long) watch.names().size() * WATCHED_COST);
          relay.presences().watch(name(), watch.names());
        }
      }
      case FromClient.Fetch fetch -> {
        if (relay.mayAsk(name(), network(), 1)) {
          relay.prekeys().fetch(this, fetch);
        } else {
          connection.answer(
              ParleyFrameDecoder.encode(new FromRelay.NoBundle(fetch.request(), "slow-down")));
        }
      }
      case FromClient.ListAccounts list -> {
        if (relay.mayAsk(name(), network(), PAGE)) {
          relay.directory().list(this, list);
        } else {
          connection.answer(
              ParleyFrameDecoder.encode(new FromRelay.NoAccounts(list.request(), "slow-down")));
        }
      }
      case FromClient.Login _, FromClient.LoginMisnamed _ ->
          fail("protocol", "somebody is logged in here already");
      case FromClient.Unknown unknown ->
          fail("unknown-type", "frames of type " + unknown.type() + " are not known here");
    }
  }

  private boolean mayAsk() {
    boolean may = relay.mayAsk(name(), network(), 1);
    if (!may) {
      fail("slow-down", "too many requests");
    }
    return may;
  }

  private void leave() {
    login.ended();
    if (identity != null && !left) {
      left = true;
      queue().end();
      relay.leave(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leave();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent shaken -> {
        if (shaken.isSuccess() && ParleyListener.speaksParley(context.pipeline())) {
          login.challenge();
        } else {
          connection.drop("it does not speak Parley 1");
        }
      }
      case Silence.TOO_LONG -> connection.drop("it was silent for too long");
      case Silence.TO_ASK_ABOUT -> {
        if (identity != null) {
          connection.answer(ParleyFrameDecoder.encode(new FromRelay.Ping(relay.newEcho())));
        }
      }
      default -> {
        // Of no meaning here.
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable reason = cause instanceof DecoderException ? cause.getCause() : cause;
    switch (reason) {
      case FrameException lost when identity == null ->
          login.refuse(RefusalCode.PROTOCOL, String.valueOf(lost.getMessage()));
      case FrameException lost -> {
        leave();
        connection.finish(
            ParleyFrameDecoder.encode(
                new FromRelay.Failure("frame", String.valueOf(lost.getMessage()))));
      }
      case SSLException _, IOException _, RejectedExecutionException _ ->
          connection.drop("its stream is broken");
      case null, default -> {
        LOG.log(Level.ERROR, "a connection failed for a reason of our own", cause);
        connection.drop("its stream is broken");
      }
    }
  }
}
