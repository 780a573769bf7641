package chat.parley.ui;

import chat.parley.model.Name;
import chat.parley.ui.kit.Texts;

/// What stands above a main window and in the list of windows.
final class WindowTitle {
  private static final Texts TEXTS = Texts.of("main");

  private WindowTitle() {}

  static String of(Name self, int unread) {
    return unread == 0 ? TEXTS.get("title", self) : TEXTS.get("title.unread", self, unread);
  }
}
