package chat.parley.ui.shortcuts;

import chat.parley.client.Account;
import chat.parley.ui.kit.CopyButton;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which Parley this is, on what terms it is given, and where it keeps what.
public final class AboutPage extends VBox {
  private static final Texts TEXTS = Texts.of("shortcuts");
  private static final Texts.Choices<Place> PLACES = TEXTS.choices(Place.class);

  /// A folder or file of the user's that Parley reads or writes.
  public enum Place {
    KEYS,
    DATA
  }

  /// @param account who is logged in where it was asked for; null if nobody is
  /// @param places where they are on this computer
  public AboutPage(@Nullable Account account, Map<Place, Path> places) {
    this(Build.running(), account, places);
  }

  AboutPage(Build build, @Nullable Account account, Map<Place, Path> places) {
    StyleClass.PAGE.on(this);
    getChildren()
        .addAll(
            StyleClass.PAGE_TITLE.on(new Label(TEXTS.get("about"))),
            line(version(build)),
            line(TEXTS.get("about.what")));
    if (account != null) {
      getChildren().add(key(account));
    }
    new TreeMap<>(places).forEach((place, path) -> getChildren().add(place(place, path)));
    getChildren()
        .addAll(
            line(TEXTS.get("about.messages")),
            line(TEXTS.get("about.newer")),
            StyleClass.SECONDARY.on(line(TEXTS.get("about.licence"))));
  }

  private static String version(Build build) {
    String version = build.version();
    String commit = build.shortCommit();
    if (version == null) {
      return TEXTS.get("about.version.none");
    }
    return commit == null
        ? TEXTS.get("about.version", version)
        : TEXTS.get("about.version.commit", version, commit);
  }

  private static Node key(Account account) {
    Label digits = StyleClass.MONOSPACED.on(line(account.fingerprint().grouped()));
    CopyButton copy =
        new CopyButton(TEXTS.get("about.copy-key"), () -> account.fingerprint().hex());
    return fact(TEXTS.get("about.key", account.name(), account.keyBits()), digits, copy);
  }

  private static Node place(Place place, Path path) {
    String whole = path.toAbsolutePath().normalize().toString();
    Label where = StyleClass.MONOSPACED.on(new Label(whole));
    where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    where.setTooltip(new Tooltip(whole));
    return fact(PLACES.get(place), where, new CopyButton(TEXTS.get("about.copy"), () -> whole));
  }

  private static Node fact(String name, Label value, CopyButton copy) {
    value.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(value, Priority.ALWAYS);
    HBox row = StyleClass.SHORTCUT_ROW.on(new HBox(value, copy));
    row.setAlignment(Pos.CENTER_LEFT);
    Label title = StyleClass.SECTION_TITLE.on(new Label(name));
    title.setLabelFor(value);
    return new VBox(title, row);
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
