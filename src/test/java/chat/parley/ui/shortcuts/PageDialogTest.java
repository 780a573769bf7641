package chat.parley.ui.shortcuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.Theme;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PageDialogTest {
  @SuppressWarnings("NullAway.Init") // made by start, on the FX thread
  private Stage owner;

  @Start
  void start(Stage stage) {
    owner = stage;
    Scene scene = new Scene(new StackPane(), 720, 800);
    new Theme().apply(scene);
    stage.setScene(scene);
    stage.show();
  }

  @Test
  void everyShortcutIsListedAndEscapeClosesTheList(FxRobot robot) {
    PageDialog dialog = WaitForAsyncUtils.waitForAsyncFx(5_000, () -> PageDialog.shortcuts(owner));
    robot.interact(dialog::show);
    Set<String> spoken =
        robot.from(dialog.getDialogPane()).lookup(".shortcut-row").queryAll().stream()
            .map(Node::getAccessibleText)
            .collect(Collectors.toSet());
    assertEquals(Shortcut.values().length, spoken.size());
    assertTrue(spoken.contains("Jump to a contact: " + Shortcut.JUMP_TO_CONTACT.text()));

    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    assertFalse(dialog.isShowing());
  }

  @Test
  void theAboutPageSaysWhichVersionAndWhereTheDataIs(FxRobot robot) {
    Path keys = Path.of("somewhere", "keys");
    robot.interact(
        () ->
            owner
                .getScene()
                .setRoot(
                    new AboutPage(
                        new Build("1.2.3", "0123456789abcdef"),
                        FakeMessenger.alice().account(),
                        Map.of(AboutPage.Place.KEYS, keys))));
    Set<String> texts =
        robot.lookup(".label").queryAllAs(Label.class).stream()
            .map(Label::getText)
            .collect(Collectors.toSet());
    assertTrue(texts.contains("Version 1.2.3, built from 0123456789ab"));
    assertTrue(texts.contains(FakeMessenger.alice().account().fingerprint().grouped()));
    assertTrue(texts.contains(keys.toAbsolutePath().toString()));
  }
}
