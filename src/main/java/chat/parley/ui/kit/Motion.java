package chat.parley.ui.kit;

import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.util.Duration;

/// The little that moves, and when: things that appear, in 150 ms, and not at all if the system asks for
/// calm; what only tells to wait, not before one would wonder.
public final class Motion {
  /// How long anything may take to appear or leave.
  public static final Duration DURATION = Duration.millis(150);

  /// How long something may take before a screen says that it does.
  public static final Duration PATIENCE = Duration.millis(300);

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

  /// A sign that something goes on, which moves; none if nothing may.
  public static <P extends ProgressIndicator> P calmly(P sign) {
    sign.setVisible(allowed());
    sign.setManaged(allowed());
    return sign;
  }

  /// Does something when the user would begin to wonder, unless it is stopped before.
  public static Animation afterPatience(Runnable action) {
    PauseTransition pause = new PauseTransition(PATIENCE);
    pause.setOnFinished(event -> action.run());
    pause.play();
    return pause;
  }
}
