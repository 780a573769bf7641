package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Appearance;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class ThemeTest {
  private final Label text = new Label("Parley");
  private final FontIcon icon = Icons.of(Feather.KEY);
  private final Scene scene = new Scene(new VBox(text, icon));

  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void light() {
    onFx(theme -> theme.appearance().set(Appearance.LIGHT));
  }

  @Test
  void darkIsLightOnDark() {
    onFx(theme -> theme.appearance().set(Appearance.DARK));
    assertTrue(((Color) text.getTextFill()).getBrightness() > 0.7);
    assertEquals(ColorScheme.DARK, scene.getPreferences().getColorScheme());

    onFx(theme -> theme.appearance().set(Appearance.LIGHT));
    assertTrue(((Color) text.getTextFill()).getBrightness() < 0.4);
    assertFalse(scene.getStylesheets().stream().anyMatch(s -> s.endsWith("parley-dark.css")));
  }

  @Test
  void textAndIconsGrowTogether() {
    onFx(theme -> theme.textScale().set(200));
    assertEquals(28, text.getFont().getSize());
    assertEquals(36, icon.getIconSize());
  }

  @Test
  void textIsNeverSmallerOrLargerThanCanBeRead() {
    onFx(theme -> theme.textScale().set(10));
    assertEquals(14 * 0.8, text.getFont().getSize(), 0.01);
    onFx(theme -> theme.zoom(99));
    assertEquals(28, text.getFont().getSize());
  }

  @Test
  void itsOwnFacesAreThere() {
    onFx(theme -> {});
    assertEquals("Inter", text.getFont().getFamily());
    assertEquals("JetBrains Mono", Font.font("JetBrains Mono").getFamily());
  }

  private void onFx(Consumer<Theme> change) {
    WaitForAsyncUtils.waitForAsyncFx(
        5000,
        () -> {
          Theme theme = new Theme();
          change.accept(theme);
          theme.apply(scene);
          scene.getRoot().applyCss();
        });
  }
}
