package chat.parley.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.Preferences;
import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.model.Protection;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
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
  void whoIsLoggedInChoosesHowToBeCalled() {
    FakeMessenger messenger = FakeMessenger.alice();
    messenger.protection(Protection.PARLEY);
    assertEquals(0, view.nameFields().size());
    ProfileViewModel profile = new ProfileViewModel(messenger, UiThread.get());
    interact(() -> model.add(profile));
    ProfileField field = view.nameFields().getFirst();
    clickOn(field.input()).write("Ali").push(KeyCode.ENTER);
    assertEquals("setDisplayName Ali", messenger.calls().getLast());
    interact(() -> {});
    int calls = messenger.calls().size();
    // As in a window of settings that is opened anew.
    interact(() -> assertEquals("Ali", new ProfileField(profile).input().getText()));
    assertEquals(calls, messenger.calls().size());
    interact(() -> field.input().setText("a".repeat(65)));
    push(KeyCode.ENTER);
    assertTrue(field.saysWrong());
    interact(() -> field.input().setText(" "));
    push(KeyCode.ENTER);
    assertFalse(field.saysWrong());
    assertEquals("setDisplayName ", messenger.calls().getLast());
    interact(() -> model.remove(profile));
    assertEquals(0, view.nameFields().size());
    interact(profile::close);
    assertEquals(0, messenger.listeners());
  }

  @Test
  void anotherFolderIsRemembered() {
    assertEquals("/keys/before", view.folderWords());
    clickOn("Change…");
    assertEquals("/keys/after", view.folderWords());
    assertEquals(Optional.of(AFTER), preferences.keysFolder());
  }
}
