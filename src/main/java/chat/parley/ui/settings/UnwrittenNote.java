package chat.parley.ui.settings;

import chat.parley.ui.kit.Notices;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;

/// The note that choices hold only until the program ends, since they cannot be written down.
public final class UnwrittenNote {
  private static final Texts TEXTS = Texts.of("settings");

  private UnwrittenNote() {}

  /// Tells it in a window.
  public static void show(Notices notices) {
    notices.show(Tone.DANGER, TEXTS.get("unwritten"), TEXTS.get("unwritten.text"));
  }
}
