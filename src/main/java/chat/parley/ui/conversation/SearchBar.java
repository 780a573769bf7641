package chat.parley.ui.conversation;

import chat.parley.ui.conversation.Search.Finding;
import chat.parley.ui.conversation.Search.State;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Over the messages: which words are looked for, how many texts have them, and the way from one to the next. Enter
/// goes to the older one, Shift+Enter to the newer, Esc closes it.
final class SearchBar extends HBox {
  private static final Texts TEXTS = Texts.of("conversation");

  /// How long somebody who types is let type.
  private static final Duration PAUSE = Duration.millis(200);

  private final Search search;
  private final Runnable closed;
  private final TextField words = new TextField();
  private final Label state = StyleClass.SECONDARY.on(new Label());
  private final Button older = Icons.button(Feather.CHEVRON_UP, TEXTS.get("search.older"));
  private final Button newer = Icons.button(Feather.CHEVRON_DOWN, TEXTS.get("search.newer"));
  private final Button close =
      Icons.button(Feather.X, TEXTS.get("search.close") + "  " + Shortcut.DISMISS.text());
  private final PauseTransition pause = new PauseTransition(PAUSE);

  /// @param closed is told when it was closed here: the keyboard belongs elsewhere then
  SearchBar(Search search, Runnable closed) {
    this.search = search;
    this.closed = closed;
    build();
    bind();
  }

  private void build() {
    StyleClass.SEARCH_BAR.on(this);
    setAlignment(Pos.CENTER_LEFT);
    words.setPromptText(TEXTS.get("search.prompt"));
    words.setAccessibleText(TEXTS.get("search.prompt"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    state.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(Icons.of(Feather.SEARCH), words, state, older, newer, close);
    setVisible(false);
  }

  private void bind() {
    words.textProperty().subscribe((_, _) -> pause.playFromStart());
    pause.setOnFinished(_ -> search.seek(words.getText()));
    older.setOnAction(_ -> search.older());
    newer.setOnAction(_ -> search.newer());
    close.setOnAction(_ -> close());
    addEventFilter(KeyEvent.KEY_PRESSED, this::type);
    search.findingProperty().subscribe(this::show);
  }

  /// Shows itself, and takes the keyboard.
  void open() {
    if (!isVisible()) {
      setVisible(true);
      Motion.appear(this);
      pause.playFromStart();
    }
    words.requestFocus();
    words.selectAll();
  }

  /// Looks for nothing any more. The words stay for the next time.
  void close() {
    pause.stop();
    search.end();
    setVisible(false);
    closed.run();
  }

  TextField input() {
    return words;
  }

  Button olderButton() {
    return older;
  }

  /// How many texts it says were found.
  String state() {
    return state.getText();
  }

  private void type(KeyEvent event) {
    boolean isEnter = event.getCode() == KeyCode.ENTER;
    if (Shortcut.DISMISS.matches(event)) {
      close();
    } else if (!words.isFocused()) {
      return;
    } else if (event.getCode() == KeyCode.DOWN || (isEnter && event.isShiftDown())) {
      go(search::newer);
    } else if (event.getCode() == KeyCode.UP || isEnter) {
      go(search::older);
    } else {
      return;
    }
    event.consume();
  }

  /// Whoever presses Enter has done typing.
  private void go(Runnable there) {
    if (pause.getStatus() == PauseTransition.Status.RUNNING) {
      pause.stop();
      search.seek(words.getText());
    } else {
      there.run();
    }
  }

  private void show(Finding finding) {
    String said = said(finding);
    state.setText(said);
    state.setVisible(!said.isEmpty());
    state.setManaged(!said.isEmpty());
    older.setDisable(finding.place() >= finding.found());
    newer.setDisable(finding.place() <= 1);
  }

  private static String said(Finding finding) {
    if (finding.state() == State.IDLE) {
      return "";
    }
    if (finding.state() == State.UNREADABLE) {
      return TEXTS.get("search.unreadable");
    }
    boolean isReading = finding.state() == State.READING;
    if (finding.found() == 0) {
      return isReading ? TEXTS.get("search.reading") : TEXTS.get("search.nothing");
    }
    boolean mayBeMore = isReading || finding.found() == Search.MOST;
    return mayBeMore
        ? TEXTS.get("search.place-so-far", finding.place(), finding.found())
        : TEXTS.get("search.place", finding.place(), finding.found());
  }
}
