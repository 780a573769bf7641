package chat.parley.ui.kit;

import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.util.Duration;

/// The little that moves: things that appear, in 150 ms, and not at all if the system asks for calm.
public final class Motion {
  /// How long anything may take to appear or leave.
  public static final Duration DURATION = Duration.millis(150);

  private Motion() {}

  /// Whether anything may move.
  public static boolean allowed() {
    return !Platform.getPreferences().isReducedMotion();
  }

  /// Lets a node that was just added fade in.
  public static void appear(Node node) {
    if (!allowed()) {
      return;
    }
    FadeTransition fade = new FadeTransition(DURATION, node);
    fade.setInterpolator(Interpolator.EASE_OUT);
    fade.setFromValue(0);
    fade.setToValue(1);
    fade.play();
  }
}
