package chat.parley.ui.kit;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A flat button that copies a text to the clipboard and says so for a moment.
public final class CopyButton extends Button {
  private static final Texts TEXTS = Texts.of("kit");
  private static final Duration SAID_FOR = Duration.seconds(1.5);

  private final String words;
  private final FontIcon icon = Icons.small(Feather.COPY);
  private final PauseTransition said = new PauseTransition(SAID_FOR);

  /// @param words what it copies: its tooltip, and what a screen reader says
  /// @param text gives the text at the moment it is copied
  public CopyButton(String words, Supplier<String> text) {
    this.words = words;
    setGraphic(icon);
    setTooltip(new Tooltip(words));
    getStyleClass().addAll("button-icon", "flat", "small");
    setMinWidth(USE_PREF_SIZE);
    said.setOnFinished(finished -> rest());
    setOnAction(
        pressed -> {
          Copied.put(text.get());
          confirm();
        });
    rest();
  }

  private void confirm() {
    icon.setIconCode(Feather.CHECK);
    setContentDisplay(ContentDisplay.RIGHT);
    setText(TEXTS.get("copy.done"));
    setAccessibleText(TEXTS.get("copy.done"));
    said.playFromStart();
  }

  private void rest() {
    icon.setIconCode(Feather.COPY);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setText("");
    setAccessibleText(words);
  }
}
