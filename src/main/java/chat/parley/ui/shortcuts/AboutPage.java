package chat.parley.ui.shortcuts;

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

  /// @param places where they are on this computer
  public AboutPage(Map<Place, Path> places) {
    this(AboutPage.class.getPackage().getImplementationVersion(), places);
  }

  /// @param version what the build wrote into the jar; null if it does not run from one
  AboutPage(@Nullable String version, Map<Place, Path> places) {
    StyleClass.PAGE.on(this);
    getChildren()
        .addAll(
            StyleClass.PAGE_TITLE.on(new Label(TEXTS.get("about"))),
            line(
                version == null
                    ? TEXTS.get("about.version.none")
                    : TEXTS.get("about.version", version)),
            line(TEXTS.get("about.what")));
    new TreeMap<>(places).forEach((place, path) -> getChildren().add(place(place, path)));
    getChildren()
        .addAll(
            line(TEXTS.get("about.messages")),
            StyleClass.SECONDARY.on(line(TEXTS.get("about.licence"))));
  }

  private static Node place(Place place, Path path) {
    String whole = path.toAbsolutePath().normalize().toString();
    Label where = StyleClass.MONOSPACED.on(new Label(whole));
    where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    where.setTooltip(new Tooltip(whole));
    where.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(where, Priority.ALWAYS);
    CopyButton copy = new CopyButton(TEXTS.get("about.copy"), () -> whole);
    HBox row = StyleClass.SHORTCUT_ROW.on(new HBox(where, copy));
    row.setAlignment(Pos.CENTER_LEFT);
    Label title = StyleClass.SECTION_TITLE.on(new Label(PLACES.get(place)));
    title.setLabelFor(where);
    return new VBox(title, row);
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
