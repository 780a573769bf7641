package chat.parley.ui.conversation;

import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// Over the place to write: which message is answered, edited, or about to be deleted. Esc ends it.
final class SubjectStrip extends HBox {
  private static final Texts TEXTS = Texts.of("conversation");

  private final ConversationViewModel model;
  private final Runnable ended;
  private final HBox icon = new HBox();
  private final Label title = StyleClass.SECONDARY.on(new Label());
  private final Label line = StyleClass.SECONDARY.on(new Label());
  private final Button delete = new Button(TEXTS.get("delete"));
  private final Button keep = new Button(TEXTS.get("keep"));
  private final Button end =
      Icons.button(Feather.X, TEXTS.get("subject.end") + "  " + Shortcut.DISMISS.text());

  /// @param ended is told when it was ended here: the keyboard belongs elsewhere then
  SubjectStrip(ConversationViewModel model, Runnable ended) {
    this.model = model;
    this.ended = ended;
    build();
    bind();
  }

  private void build() {
    StyleClass.SUBJECT.on(this);
    setAlignment(Pos.CENTER_LEFT);
    icon.setAlignment(Pos.CENTER);
    title.getStyleClass().add("who");
    line.setMinWidth(0);
    title.setMinWidth(0);
    VBox words = new VBox(title, line);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    delete.getStyleClass().addAll("small", "danger");
    keep.getStyleClass().add("small");
    for (Button button : new Button[] {delete, keep, end}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().setAll(icon, words, delete, keep, end);
  }

  private void bind() {
    delete.setOnAction(
        _ -> {
          model.writing().deleteSubject();
          ended.run();
        });
    keep.setOnAction(_ -> finish());
    end.setOnAction(_ -> finish());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (Shortcut.DISMISS.matches(event)) {
            finish();
            event.consume();
          }
        });
    model.writing().subjectProperty().subscribe(this::show);
  }

  private void finish() {
    model.writing().endSubject();
    ended.run();
  }

  private void show(@Nullable Subject subject) {
    if (subject != null && !isVisible()) {
      Motion.appear(this);
    }
    setVisible(subject != null);
    if (subject == null) {
      return;
    }
    boolean isQuestion = subject.isQuestion();
    for (Button button : new Button[] {delete, keep}) {
      button.setVisible(isQuestion);
      button.setManaged(isQuestion);
    }
    end.setVisible(!isQuestion);
    end.setManaged(!isQuestion);
    icon.getChildren().setAll(Icons.of(icon(subject.kind())));
    title.setText(title(subject));
    line.setText(
        switch (subject.kind()) {
          case DELETION -> TEXTS.get("subject.deletion.text", model.name());
          case DISCARD -> TEXTS.get("subject.discard.text");
          case REPLY, EDIT -> Glyphs.ofThisComputer().drawable(subject.line());
        });
    line.setWrapText(isQuestion);
    setAccessibleText(title.getText() + ". " + line.getText());
    if (isQuestion) {
      // no Enter too many takes something away
      keep.requestFocus();
    }
    requestLayout();
  }

  private String title(Subject subject) {
    return switch (subject.kind()) {
      case REPLY ->
          subject.isOwn()
              ? TEXTS.get("subject.reply.own")
              : TEXTS.get("subject.reply", model.name());
      case EDIT -> TEXTS.get("subject.edit");
      case DELETION -> TEXTS.get("subject.deletion");
      case DISCARD -> TEXTS.get("subject.discard");
    };
  }

  private static Ikon icon(Subject.Kind kind) {
    return switch (kind) {
      case REPLY -> Feather.CORNER_UP_LEFT;
      case EDIT -> Feather.EDIT_2;
      case DELETION, DISCARD -> Feather.TRASH_2;
    };
  }

  Button deleteButton() {
    return delete;
  }

  Button endButton() {
    return end;
  }

  String words() {
    return title.getText() + " " + line.getText();
  }
}
