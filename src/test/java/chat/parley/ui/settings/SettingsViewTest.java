package chat.parley.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.client.Preferences;
import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.ui.kit.Theme;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

@SuppressWarnings("NullAway.Init") // start() runs before each test
class SettingsViewTest extends ApplicationTest {
  private static final Path BEFORE = Path.of("/keys/before");
  private static final Path AFTER = Path.of("/keys/after");

  private final Preferences preferences = Preferences.inMemory();
  private SettingsViewModel model;
  private SettingsView view;
  private Theme theme;

  @Override
  public void start(Stage stage) {
    model = new SettingsViewModel(preferences, BEFORE);
    view = new SettingsView(model, (owner, title, start) -> Optional.of(AFTER));
    theme = new Theme();
    theme.appearance().bindBidirectional(model.appearance());
    theme.textScale().bindBidirectional(model.textScale());
    stage.setScene(new Scene(view, 480, 560));
    theme.apply(stage.getScene());
    stage.show();
  }

  @Override
  public void stop() {
    model.appearance().set(Appearance.LIGHT);
  }

  @Test
  void lightAndDarkAreChosenByKeyboard() {
    clickOn("Dark").push(KeyCode.LEFT);
    assertEquals(Appearance.LIGHT, preferences.appearance());
    push(KeyCode.RIGHT);
    assertEquals(Appearance.DARK, preferences.appearance());
  }

  @Test
  void darkIsDarkAtOnceAndRemembered() {
    clickOn("Dark");
    assertEquals(Appearance.DARK, preferences.appearance());
    interact(() -> assertEquals(true, theme.dark().get()));
  }

  @Test
  void theSizeOfTextIsSetByKeyboard() {
    interact(() -> view.sizeSlider().requestFocus());
    push(KeyCode.RIGHT).push(KeyCode.RIGHT);
    assertEquals(120, preferences.textScale());
    interact(() -> assertEquals(120, theme.textScale().get()));
    push(KeyCode.END);
    assertEquals(200, preferences.textScale());
  }

  @Test
  void zoomingMovesTheKnob() {
    interact(() -> theme.zoom(-1));
    assertEquals(90, view.sizeSlider().getValue());
    assertEquals(90, preferences.textScale());
  }

  @Test
  void whatContactsSeeIsTicked() {
    clickOn("Read receipts");
    assertEquals(new Disclosure(false, true), preferences.disclosure());
    clickOn("Typing").clickOn("Read receipts");
    assertEquals(new Disclosure(true, false), preferences.disclosure());
  }

  @Test
  void anotherFolderIsRemembered() {
    assertEquals("/keys/before", view.folderWords());
    clickOn("Change…");
    assertEquals("/keys/after", view.folderWords());
    assertEquals(Optional.of(AFTER), preferences.keysFolder());
  }
}
