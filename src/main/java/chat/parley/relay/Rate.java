package chat.parley.relay;

import java.time.Duration;

/// How much somebody may do: so much at once, and so much more each second.
public record Rate(long burst, double perSecond) {
  /// @throws SettingRejected unless both are positive
  public Rate {
    if (burst < 1 || !(perSecond > 0)) {
      throw new SettingRejected("a rate is one at least");
    }
  }

  /// So much at once, and as much again in the course of this time.
  static Rate each(Duration time, long burst) {
    return new Rate(burst, (double) burst / (double) time.toSeconds());
  }

  /// So many times as much.
  Rate times(int factor) {
    return new Rate(burst * factor, perSecond * factor);
  }
}
