package chat.parley.ui.conversation;

import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.animation.Animation;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Over the messages: how far the copy is that the user asked for, and what became of it.
final class CopyStrip extends VBox {
  private static final Texts TEXTS = Texts.of("conversation");

  private final SavedCopy copy;
  private @Nullable Banner writing;
  private @Nullable Animation patience;

  CopyStrip(SavedCopy copy) {
    this.copy = copy;
    StyleClass.COPY_STRIP.on(this);
    copy.stateProperty().subscribe(this::show);
  }

  /// What it says; empty if nothing.
  String words() {
    return isVisible() && getChildren().getFirst() instanceof Banner banner ? banner.getText() : "";
  }

  private void show(SavedCopy.State state) {
    if (state instanceof SavedCopy.State.Writing(long entries)) {
      if (writing == null) {
        writing = new Banner(Tone.INFO, "", button(TEXTS.get("copy.stop")));
        put(null);
        patience = Motion.afterPatience(() -> put(writing));
      }
      writing.setText(TEXTS.get("copy.writing", entries));
      return;
    }
    writing = null;
    if (patience != null) {
      patience.stop();
      patience = null;
    }
    put(
        switch (state) {
          case SavedCopy.State.None(), SavedCopy.State.Writing _ -> null;
          case SavedCopy.State.Done(var file) ->
              new Banner(Tone.SUCCESS, TEXTS.get("copy.done", file), button(TEXTS.get("copy.ok")));
          case SavedCopy.State.Unreadable() ->
              new Banner(Tone.DANGER, TEXTS.get("copy.unreadable"), button(TEXTS.get("copy.ok")));
          case SavedCopy.State.Failed(var file, String reason) ->
              new Banner(
                  Tone.DANGER,
                  TEXTS.get("copy.failed", file, reason.isEmpty() ? "–" : reason),
                  button(TEXTS.get("copy.ok")));
        });
  }

  private void put(@Nullable Banner banner) {
    setVisible(banner != null);
    if (banner == null) {
      getChildren().clear();
    } else {
      if (getChildren().isEmpty()) {
        Motion.appear(this);
      }
      getChildren().setAll(banner);
    }
  }

  private Button button(String words) {
    Button button = new Button(words);
    button.getStyleClass().add("small");
    button.setOnAction(_ -> copy.cancel());
    return button;
  }
}
