package chat.parley.ui.kit;

import java.util.Map;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/// Words on the clipboard.
public final class Copied {
  private Copied() {}

  /// Puts words there, in the place of what was.
  public static void put(String words) {
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, words));
  }
}
