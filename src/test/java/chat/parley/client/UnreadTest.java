package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.Bytes;
import chat.parley.wire.parley.FromRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A reader that deals with two frames at a time.
class UnreadTest {
  private final ManualTimers timers = new ManualTimers();
  private final Core core = new Core(timers, timers::nanoTime, Runnable::run);
  private final List<String> done = new ArrayList<>();
  private final Unread unread = new Unread(core, this::arrived);

  @AfterEach
  void stop() {
    core.stop();
  }

  @Test
  void whatIsLeftComesAgainInOrderAfterWhatElseTheCoreHasToDo() throws Exception {
    onCore(
        () -> {
          add(1);
          add(2);
          add(3);
          core.execute(() -> done.add("the user"));
          add(4);
        });
    settle();
    assertEquals(List.of("1", "2", "the user", "3", "4"), done);
  }

  @Test
  void whatComesAfterAllWaitsForWhatIsLeft() throws Exception {
    onCore(
        () -> {
          for (int i = 1; i <= 5; i++) {
            add(i);
          }
          core.execute(() -> unread.afterAll(() -> done.add("the end")));
        });
    settle();
    assertEquals(List.of("1", "2", "3", "4", "5", "the end"), done);
  }

  @Test
  void theEndComesAtOnceWhereNothingIsLeft() throws Exception {
    onCore(() -> unread.afterAll(() -> done.add("the end")));
    assertEquals(List.of("the end"), done);
  }

  private List<FromRelay> arrived(List<FromRelay> frames) {
    int count = Math.min(2, frames.size());
    for (FromRelay frame : frames.subList(0, count)) {
      done.add(Integer.toString(((FromRelay.Accepted) frame).id().toArray()[0]));
    }
    return frames.subList(count, frames.size());
  }

  private void add(int number) {
    byte[] id = new byte[16];
    id[0] = (byte) number;
    try {
      unread.add(new FromRelay.Accepted(Bytes.of(id)), id.length);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void onCore(Runnable action) throws InterruptedException, ExecutionException {
    timers.submit(action).get();
  }

  private void settle() throws InterruptedException, ExecutionException {
    for (int i = 0; i < 10; i++) {
      onCore(() -> {});
    }
  }
}
