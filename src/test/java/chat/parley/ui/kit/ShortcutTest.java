package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class ShortcutTest {
  @Test
  void noKeyDoesTwoThings() {
    List<KeyCombination> all =
        Arrays.stream(Shortcut.values()).flatMap(shortcut -> shortcut.keys().stream()).toList();
    assertEquals(all.size(), Set.copyOf(all).size());
  }

  @Test
  void everyShortcutIsInExactlyOneGroup() {
    EnumSet<Shortcut> listed = EnumSet.noneOf(Shortcut.class);
    for (Shortcut.Group group : Shortcut.Group.values()) {
      Shortcut.of(group).forEach(shortcut -> assertTrue(listed.add(shortcut)));
    }
    assertEquals(EnumSet.allOf(Shortcut.class), listed);
  }

  @Test
  void keysAreNamedAsTheKeyboardNamesThem() {
    assertEquals(List.of("Ctrl", "K"), Shortcut.JUMP_TO_CONTACT.legends(false));
    assertEquals(List.of("⌘", "K"), Shortcut.JUMP_TO_CONTACT.legends(true));
    assertEquals(List.of("Alt", "↑"), Shortcut.PREVIOUS_CONTACT.legends(false));
    assertEquals(List.of("⌥", "↓"), Shortcut.NEXT_CONTACT.legends(true));
    assertEquals(List.of("Ctrl", "1…9"), Shortcut.NTH_CONTACT.legends(false));
    assertEquals(List.of("Shift", "Enter"), Shortcut.LINE_BREAK.legends(false));
    assertEquals(List.of("Ctrl", ","), Shortcut.SETTINGS.legends(false));
    assertEquals(List.of("F1"), Shortcut.SHORTCUTS.legends(false));
    assertEquals(List.of("Esc"), Shortcut.DISMISS.legends(false));
  }

  @Test
  void aPressedKeyMatchesItsShortcutAlone() {
    KeyEvent shiftEnter = press(KeyCode.ENTER, true);
    assertTrue(Shortcut.LINE_BREAK.matches(shiftEnter));
    assertFalse(Shortcut.SEND.matches(shiftEnter));
    assertTrue(Shortcut.SEND.matches(press(KeyCode.ENTER, false)));
  }

  private static KeyEvent press(KeyCode code, boolean shift) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false);
  }
}
