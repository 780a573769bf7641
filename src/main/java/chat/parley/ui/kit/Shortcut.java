package chat.parley.ui.kit;

import static javafx.scene.input.KeyCombination.ALT_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;

/// Every key that does something in the main window: the one source of its accelerators, of the
/// tooltips that name them and of the page that lists them.
///
/// The main modifier is Command on macOS and Control elsewhere.
public enum Shortcut {
  JUMP_TO_CONTACT(Group.MOVE, KeyCode.K, SHORTCUT_DOWN),
  /// Nine keys, for the first to the ninth contact of the list.
  NTH_CONTACT(Group.MOVE, KeyCode.DIGIT1, KeyCode.DIGIT9),
  PREVIOUS_CONTACT(Group.MOVE, KeyCode.UP, ALT_DOWN),
  NEXT_CONTACT(Group.MOVE, KeyCode.DOWN, ALT_DOWN),
  OPEN_BESIDE(Group.MOVE, KeyCode.ENTER, SHORTCUT_DOWN),
  /// Writing to somebody who is no contact yet.
  NEW_CONVERSATION(Group.MOVE, KeyCode.N, SHORTCUT_DOWN, SHIFT_DOWN),
  CLOSE_PANE(Group.MOVE, KeyCode.W, SHORTCUT_DOWN),
  /// Looks for words in the conversation.
  FIND(Group.MOVE, KeyCode.F, SHORTCUT_DOWN),

  SEND(Group.WRITE, KeyCode.ENTER),
  LINE_BREAK(Group.WRITE, KeyCode.ENTER, SHIFT_DOWN),
  /// Where nothing is written yet.
  EDIT_LAST(Group.WRITE, KeyCode.UP),

  REPLY(Group.MESSAGE, KeyCode.R, SHORTCUT_DOWN, SHIFT_DOWN),
  REACT(Group.MESSAGE, KeyCode.E, SHORTCUT_DOWN, SHIFT_DOWN),
  EDIT(Group.MESSAGE, KeyCode.F2),
  DELETE(Group.MESSAGE, KeyCode.DELETE),
  COPY(Group.MESSAGE, KeyCode.C, SHORTCUT_DOWN),

  FINGERPRINT(Group.WINDOW, KeyCode.I, SHORTCUT_DOWN),
  NEW_WINDOW(Group.WINDOW, KeyCode.N, SHORTCUT_DOWN),
  SETTINGS(Group.WINDOW, KeyCode.COMMA, SHORTCUT_DOWN),
  LARGER_TEXT(Group.WINDOW, KeyCode.PLUS, SHORTCUT_DOWN),
  SMALLER_TEXT(Group.WINDOW, KeyCode.MINUS, SHORTCUT_DOWN),
  USUAL_TEXT(Group.WINDOW, KeyCode.DIGIT0, SHORTCUT_DOWN),
  SHORTCUTS(Group.WINDOW, KeyCode.F1),
  /// Closes what lies on top: a dialog, the panel, the search.
  DISMISS(Group.WINDOW, KeyCode.ESCAPE);

  /// What a key is about.
  public enum Group {
    MOVE,
    WRITE,
    /// Of the message that is chosen in a conversation.
    MESSAGE,
    WINDOW
  }

  private final Group group;

  @SuppressWarnings(
      "ImmutableEnumChecker") // an unmodifiable list of key combinations, which never change
  private final List<KeyCodeCombination> keys;

  Shortcut(Group group, KeyCode code, Modifier... modifiers) {
    this(group, List.of(new KeyCodeCombination(code, modifiers)));
  }

  /// The main modifier with each key from the first to the last.
  Shortcut(Group group, KeyCode first, KeyCode last) {
    this(
        group,
        EnumSet.range(first, last).stream()
            .map(code -> new KeyCodeCombination(code, SHORTCUT_DOWN))
            .toList());
  }

  Shortcut(Group group, List<KeyCodeCombination> keys) {
    this.group = group;
    this.keys = keys;
  }

  public Group group() {
    return group;
  }

  /// The key; the first of them where there is more than one.
  public KeyCombination key() {
    return keys.getFirst();
  }

  /// All its keys, in order; more than one for [#NTH_CONTACT] alone.
  public List<KeyCombination> keys() {
    return List.copyOf(keys);
  }

  /// Whether this is the key that was pressed.
  public boolean matches(KeyEvent event) {
    return keys.stream().anyMatch(key -> key.match(event));
  }

  /// Runs the action when any of the keys is pressed in this scene and nobody below took it.
  public void install(Scene scene, Runnable action) {
    keys.forEach(key -> scene.getAccelerators().put(key, action));
  }

  /// What is printed on the keys to press, in the order in which one presses them.
  public List<String> legends() {
    return legends(System.getProperty("os.name", "").startsWith("Mac"));
  }

  List<String> legends(boolean mac) {
    KeyCodeCombination first = keys.getFirst();
    List<String> legends = new ArrayList<>();
    if (first.getShortcut() == ModifierValue.DOWN) {
      legends.add(mac ? "⌘" : "Ctrl");
    }
    if (first.getAlt() == ModifierValue.DOWN) {
      legends.add(mac ? "⌥" : "Alt");
    }
    if (first.getShift() == ModifierValue.DOWN) {
      legends.add(mac ? "⇧" : "Shift");
    }
    legends.add(keys.size() == 1 ? legend(first) : legend(first) + "…" + legend(keys.getLast()));
    return legends;
  }

  private static String legend(KeyCodeCombination key) {
    return switch (key.getCode()) {
      case UP -> "↑";
      case DOWN -> "↓";
      case COMMA -> ",";
      case PLUS -> "+";
      case MINUS -> "−";
      case ENTER -> "Enter";
      case ESCAPE -> "Esc";
      default -> key.getCode().getName();
    };
  }

  /// The keys in one line, for a tooltip: `Ctrl+K`.
  public String text() {
    return String.join("+", legends());
  }

  /// All of one group, in the order in which they are listed.
  public static List<Shortcut> of(Group group) {
    return Arrays.stream(values()).filter(shortcut -> shortcut.group == group).toList();
  }
}
