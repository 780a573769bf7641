package chat.parley.ui.kit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.testfx.util.WaitForAsyncUtils;

/// The FX thread, for tests of screens.
public final class FxEvents {
  private static final long MILLIS = 10_000;

  /// One thing that waits on the thread may bring another, and so may a layout.
  private static final int ROUNDS = 5;

  private FxEvents() {}

  /// Lets come what waits on the FX thread, and lays all windows out: a frame of the screen may be late, and to wait
  /// for one takes longer than most tests.
  public static void settle() {
    for (int round = 0; round < ROUNDS; round++) {
      WaitForAsyncUtils.waitForAsyncFx(MILLIS, FxEvents::layOut);
    }
  }

  /// Does something there, and what comes of it.
  public static void does(Runnable action) {
    WaitForAsyncUtils.waitForAsyncFx(MILLIS, action);
    settle();
  }

  /// Asks there.
  public static <T> T does(Supplier<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(MILLIS, question::get);
  }

  /// Waits until something holds there that others bring about, and lets come what it brings.
  public static void until(Supplier<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(MILLIS, TimeUnit.MILLISECONDS, () -> does(condition));
    settle();
  }

  private static void layOut() {
    for (Window window : Window.getWindows()) {
      Scene scene = window.getScene();
      if (scene != null) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
      }
    }
  }
}
