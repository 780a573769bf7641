package chat.parley.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The type faces that come with Parley, so that it looks the same everywhere. Scripts that they lack
/// are drawn with the system's.
final class Fonts {
  private static final List<String> FILES =
      List.of("inter-regular.otf", "inter-semibold.otf", "jetbrains-mono-regular.ttf");

  private Fonts() {}

  /// Makes them known to JavaFX. A face that cannot be read is done without: style sheets name others
  /// to fall back on.
  static void load() {
    for (String file : FILES) {
      try (InputStream data =
          Fonts.class.getResourceAsStream("/chat/parley/ui/kit/fonts/" + file)) {
        if (data != null) {
          Font.loadFont(data, 0);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
