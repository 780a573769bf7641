package chat.parley.ui.conversation;

import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.animation.Animation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// How it stands with the messages above those that are shown: on their way for longer than a moment, or not to be
/// read. It lies over them, so that none moves.
final class ReadingState extends HBox {
  private static final Texts TEXTS = Texts.of("conversation");

  private final Label words = new Label();
  private final Button again = new Button(TEXTS.get("retry"));
  private @Nullable Animation patience;

  ReadingState(ConversationViewModel model) {
    StyleClass.READING_STATE.on(this);
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    again.getStyleClass().add("small");
    again.setOnAction(_ -> model.readAgain());
    getChildren().setAll(words, again);
    model.readingProperty().subscribe(() -> show(model));
    model.unreadableProperty().subscribe(() -> show(model));
    show(model);
  }

  private void show(ConversationViewModel model) {
    if (patience != null) {
      patience.stop();
      patience = null;
    }
    boolean isUnreadable = model.unreadableProperty().get();
    say(TEXTS.get("unreadable"), isUnreadable);
    setVisible(isUnreadable);
    if (model.readingProperty().get()) {
      patience =
          Motion.afterPatience(
              () -> {
                say(TEXTS.get("reading"), false);
                setVisible(true);
              });
    }
  }

  private void say(String next, boolean canTryAgain) {
    words.setText(next);
    again.setVisible(canTryAgain);
    again.setManaged(canTryAgain);
  }

  /// What it says, while it says something.
  String words() {
    return isVisible() ? words.getText() : "";
  }

  Button againButton() {
    return again;
  }
}
