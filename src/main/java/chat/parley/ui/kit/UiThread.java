package chat.parley.ui.kit;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// The door to the JavaFX application thread, and the only class that knows `Platform.runLater`.
///
/// What view models are given as their [Executor]; a unit test gives `Runnable::run`. Tasks run in the
/// order they were given, never at once, even from the FX thread itself: so an event that comes from the
/// core while another is being shown cannot overtake it.
public final class UiThread implements Executor {
  private static final UiThread INSTANCE = new UiThread();

  private UiThread() {}

  public static UiThread get() {
    return INSTANCE;
  }

  @Override
  public void execute(Runnable task) {
    Platform.runLater(task);
  }
}
