package chat.parley.ui.kit;

/// Sizes given in pixels beside text of 14 px, as styles that grow with the text around them.
final class EmSize {
  private static final double TEXT_SIZE = 14;

  private EmSize() {}

  /// A square that neither grows nor shrinks.
  static String square(double pixels) {
    String size = em(pixels);
    return "-fx-min-width: %1$s; -fx-pref-width: %1$s; -fx-max-width: %1$s; -fx-min-height: %1$s; -fx-pref-height: %1$s; -fx-max-height: %1$s;"
        .formatted(size);
  }

  /// Text of this size.
  static String text(double pixels) {
    return "-fx-font-size: " + em(pixels) + ";";
  }

  private static String em(double pixels) {
    return pixels / TEXT_SIZE + "em";
  }
}
