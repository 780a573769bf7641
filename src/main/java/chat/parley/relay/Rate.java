package chat.parley.relay;

/// How much somebody may do: so much at once, and so much more each second.
public record Rate(long burst, long perSecond) {
  /// @throws SettingRejected unless both are positive
  public Rate {
    if (burst < 1 || perSecond < 1) {
      throw new SettingRejected("a rate is one at least");
    }
  }

  /// So many times as much.
  Rate times(int factor) {
    return new Rate(burst * factor, perSecond * factor);
  }
}
