package chat.parley.model;

/// Where a window stood, in pixels of the desktop.
///
/// @param maximised whether it filled the screen; the rest is then what it returns to
public record WindowBounds(double x, double y, double width, double height, boolean maximised) {
  /// @throws IllegalArgumentException unless the numbers make sense
  public WindowBounds {
    if (!(Double.isFinite(x) && Double.isFinite(y) && sensible(width) && sensible(height))) {
      throw new IllegalArgumentException("a window has a place and a size");
    }
  }

  private static boolean sensible(double size) {
    return size >= 1 && size <= 100_000;
  }
}
