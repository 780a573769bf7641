package chat.parley.relay;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Nothing has come from a peer for a while, whatever the relay told it meanwhile.
enum Silence {
  /// So long that it is asked whether it lives.
  TO_ASK_ABOUT,
  /// So long that it is gone.
  TOO_LONG;

  /// Fires this event each time that nothing was read for so long.
  ChannelHandler after(Duration time) {
    return new IdleStateHandler(time.toMillis(), 0, 0, TimeUnit.MILLISECONDS) {
      @Override
      protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        context.fireUserEventTriggered(Silence.this);
      }
    };
  }
}
