package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.Bytes;
import chat.parley.wire.parley.FromRelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A computer on which each look at the clock finds that some time has passed.
class IntakeTest {
  private final World world = new World(31);
  private final Ticking clock = new Ticking();
  private final Device bob = world.device(World.BOB, clock);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aCommitThatTakesLongEndsAndLeavesTheRest() {
    bob.start();
    bob.connect();
    world.flow();
    clock.tick = Duration.ofMillis(50);
    List<FromRelay> frames =
        Collections.nCopies(20, new FromRelay.Accepted(Bytes.of(new byte[16])));
    List<FromRelay> left = new ArrayList<>();
    bob.call(mail -> left.addAll(mail.arrived(frames)));
    assertEquals(16, left.size());
  }

  /// Whatever time it is, some time later it is later.
  private static final class Ticking implements InstantSource {
    private Instant now = VirtualClock.NOON;
    private Duration tick = Duration.ZERO;

    @Override
    public Instant instant() {
      now = now.plus(tick);
      return now;
    }
  }
}
