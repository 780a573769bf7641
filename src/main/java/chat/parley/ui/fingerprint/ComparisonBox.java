package chat.parley.ui.fingerprint;

import chat.parley.model.Name;
import chat.parley.ui.fingerprint.Comparison.Kind;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Where one pastes what the contact sent, and reads at once whether it is the same.
final class ComparisonBox extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");

  private final TextArea field = new TextArea();
  private final HBox result = new HBox();
  private final Label word = StyleClass.SECTION_TITLE.on(Words.plain(""));
  private final Label sentence = Words.plain("");

  ComparisonBox(StringProperty pasted) {
    Label question = Words.quiet(TEXTS.get("compare.question"));
    question.setLabelFor(field);
    StyleClass.MONOSPACED.on(field);
    field.setWrapText(true);
    field.setPrefRowCount(3);
    field.setPrefColumnCount(1);
    field.setAccessibleText(TEXTS.get("compare.question"));
    field.textProperty().bindBidirectional(pasted);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnTab);
    VBox words = new VBox(word, sentence);
    HBox.setHgrow(words, Priority.ALWAYS);
    result.getChildren().addAll(Icons.of(Tone.INFO.icon()), words);
    StyleClass.BANNER.on(result);
    StyleClass.SECTION.on(this);
    StyleClass.COMPARISON.on(this);
    getChildren().addAll(question, field, result);
    clear();
  }

  /// Says what comparing came to.
  void show(Comparison comparison, Name contact) {
    switch (comparison) {
      case Comparison.Nothing() -> clear();
      case Comparison.NotANumber() ->
          say(Tone.WARNING, TEXTS.get("compare.unclear"), TEXTS.get("compare.unclear.text"));
      case Comparison.TooShort(Kind kind, int missing) ->
          say(
              Tone.WARNING,
              TEXTS.get("compare.short"),
              TEXTS.get("compare.short.text", missing, kind.digits()));
      case Comparison.TooLong(Kind kind, int extra) ->
          say(
              Tone.WARNING,
              TEXTS.get("compare.long"),
              TEXTS.get("compare.long.text", extra, kind.digits()));
      case Comparison.Own() ->
          say(Tone.WARNING, TEXTS.get("compare.own"), TEXTS.get("compare.own.text", contact));
      case Comparison.Equal(Kind _) ->
          say(Tone.SUCCESS, TEXTS.get("compare.equal"), TEXTS.get("compare.equal.text", contact));
      case Comparison.Different(Kind kind) ->
          say(
              Tone.DANGER,
              TEXTS.get("compare.different"),
              switch (kind) {
                case SAFETY_NUMBER -> TEXTS.get("compare.different.number", contact);
                case SHA_256 -> TEXTS.get("compare.different.sha", contact);
              });
    }
  }

  /// Says nothing.
  void clear() {
    say(Tone.INFO, "", "");
    result.setManaged(false);
    result.setVisible(false);
  }

  private void say(Tone tone, String saidWord, String saidSentence) {
    result.setManaged(true);
    result.setVisible(true);
    for (Tone each : Tone.values()) {
      each.style().on(result, each == tone);
    }
    result.getChildren().set(0, Icons.of(tone.icon()));
    word.setText(saidWord);
    sentence.setText(saidSentence);
    field.setAccessibleHelp((saidWord + " " + saidSentence).strip());
  }

  /// Tab moves on, as in every form: digits have none.
  private void leaveOnTab(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
      field.fireEvent(
          new KeyEvent(
              field,
              field,
              KeyEvent.KEY_PRESSED,
              "",
              "\t",
              KeyCode.TAB,
              event.isShiftDown(),
              true,
              false,
              false));
      event.consume();
    }
  }

  TextArea field() {
    return field;
  }

  /// Whether there is a result in sight.
  boolean isSaying() {
    return result.isVisible();
  }

  String word() {
    return word.getText();
  }

  String sentence() {
    return sentence.getText();
  }
}
