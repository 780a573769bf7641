package chat.parley.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import chat.parley.model.Appearance;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// How all windows look: light or dark, and the size of text. One for the whole program, as JavaFX has
/// one theme; used on the FX thread.
///
/// Dark redefines colours and nothing else. Sizes are in `em` or set here, so that everything grows with
/// the text. Windows that belong to a scene (dialogs, menus, tooltips) take its style sheets over.
public final class Theme {
  /// The bounds of [#textScale], in percent.
  public static final int MIN_SCALE = 80;

  public static final int MAX_SCALE = 200;

  private static final int TEXT = 14;
  private static final int ICON = 18;
  private static final int ICON_SMALL = 14;
  private static final int ICON_LARGE = 32;
  private static final List<String> SHEETS =
      List.of(
          "parley.css",
          "kit/notices.css",
          "login/login.css",
          "main/main.css",
          "contacts/contacts.css",
          "conversation/conversation.css",
          "fingerprint/fingerprint.css",
          "shortcuts/shortcuts.css",
          "settings/settings.css");
  private static final String DARK_SHEET = "parley-dark.css";

  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(this, "appearance", Appearance.SYSTEM);
  private final IntegerProperty textScale = new SimpleIntegerProperty(this, "textScale", 100);
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
  private final Set<Scene> scenes = Collections.newSetFromMap(new WeakHashMap<>());

  public Theme() {
    Fonts.load();
    appearance.subscribe(this::update);
    textScale.subscribe(this::update);
    Platform.getPreferences().colorSchemeProperty().subscribe(this::update);
    update();
  }

  // Properties

  /// What the user wants; the system's choice at first.
  public ObjectProperty<Appearance> appearance() {
    return appearance;
  }

  /// The size of text in percent, 80 to 200; other values count as the nearest of these.
  public IntegerProperty textScale() {
    return textScale;
  }

  /// Whether it is dark now.
  public ReadOnlyBooleanProperty dark() {
    return dark.getReadOnlyProperty();
  }

  // Commands

  /// Gives a scene Parley's look, and keeps it up to date as long as the scene lives.
  public void apply(Scene scene) {
    scenes.add(scene);
    dress(scene);
  }

  /// One step larger or smaller.
  ///
  /// @param steps how many steps of 10 %, negative for smaller
  public void zoom(int steps) {
    textScale.set(Math.clamp(textScale.get() + 10L * steps, MIN_SCALE, MAX_SCALE));
  }

  private void update() {
    dark.set(
        switch (appearance.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        });
    String base =
        dark.get()
            ? new PrimerDark().getUserAgentStylesheetBSS()
            : new PrimerLight().getUserAgentStylesheetBSS();
    if (!base.equals(Application.getUserAgentStylesheet())) {
      Application.setUserAgentStylesheet(base);
    }
    scenes.forEach(this::dress);
  }

  private void dress(Scene scene) {
    List<String> sheets = new ArrayList<>();
    SHEETS.forEach(sheet -> sheets.add(location(sheet)));
    if (dark.get()) {
      sheets.add(location(DARK_SHEET));
    }
    sheets.add(sizes());
    if (!sheets.equals(scene.getStylesheets())) {
      scene.getStylesheets().setAll(sheets);
    }
    scene.getPreferences().setColorScheme(dark.get() ? ColorScheme.DARK : ColorScheme.LIGHT);
  }

  private String sizes() {
    int percent = Math.clamp(textScale.get(), MIN_SCALE, MAX_SCALE);
    String css =
        ".root{-fx-font-size:%spx}".formatted(TEXT * percent / 100.0)
            + ".ikonli-font-icon{-fx-icon-size:%d}".formatted(ICON * percent / 100)
            + ".ikonli-font-icon.icon-small{-fx-icon-size:%d}".formatted(ICON_SMALL * percent / 100)
            + ".ikonli-font-icon.icon-large{-fx-icon-size:%d}"
                .formatted(ICON_LARGE * percent / 100);
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  private static String location(String sheet) {
    URL url = Theme.class.getResource("/chat/parley/ui/" + sheet);
    return Objects.requireNonNull(url, sheet).toExternalForm();
  }
}
