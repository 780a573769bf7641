package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final World world = new World(1);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void what_is_written_arrives_and_is_said_to_have_arrived() throws Exception {
    Device alice = world.join(World.ALICE, World.BOB);
    Device bob = world.join(World.BOB, World.ALICE);
    alice.say(bob.name(), "one");
    alice.say(bob.name(), "two");
    world.pass(Duration.ofSeconds(5));
    assertEquals(List.of("one", "two"), bob.shown(alice.name()));
  }
}
