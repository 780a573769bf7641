package chat.parley.ui;

import chat.parley.ui.contacts.ConnectionViewModel;
import chat.parley.ui.kit.LocalTimes;
import java.time.LocalDate;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// What a window does by the clock: counts down to the next try while there is one, and writes days
/// anew at midnight.
final class Clockwork {
  private static final Duration SECOND = Duration.seconds(1);
  private static final Duration MINUTE = Duration.minutes(1);

  private final LocalTimes times;
  private final Runnable newDay;
  private final Timeline seconds;
  private final Timeline minutes;
  private LocalDate today;

  Clockwork(LocalTimes times, ConnectionViewModel connection, Runnable newDay) {
    this.times = times;
    this.newDay = newDay;
    today = times.today();
    seconds = new Timeline(new KeyFrame(SECOND, _ -> connection.tick()));
    minutes = new Timeline(new KeyFrame(MINUTE, _ -> checkDay()));
    seconds.setCycleCount(Animation.INDEFINITE);
    minutes.setCycleCount(Animation.INDEFINITE);
    minutes.play();
    connection
        .stateProperty()
        .subscribe(
            state -> {
              if (state.counting()) {
                seconds.play();
              } else {
                seconds.stop();
              }
            });
  }

  void stop() {
    seconds.stop();
    minutes.stop();
  }

  private void checkDay() {
    if (!times.today().equals(today)) {
      today = times.today();
      newDay.run();
    }
  }
}
