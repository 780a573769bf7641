package chat.parley.ui.kit;

import chat.parley.ui.kit.Notices.Note;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The place of a window for its [Notices]: a part of the page, so that it lies over nothing. It shows the
/// newest three, scrolling where they would take too much of the window, and how many more there are.
public final class NoticeLane extends VBox {
  private static final Texts TEXTS = Texts.of("kit");
  private static final int MOST = 3;

  /// How much of the window's height it may take.
  private static final double SHARE = 0.4;

  private final Notices notices;
  private final VBox cards = new VBox();
  private final ScrollPane scroll = new ScrollPane(cards);
  private final Label more = StyleClass.SECONDARY.on(new Label());
  private final HBox rest = new HBox(more);

  public NoticeLane(Notices notices) {
    this.notices = notices;
    build();
    notices.all().addListener((ListChangeListener<Note>) _ -> show());
    show();
  }

  private void build() {
    StyleClass.NOTICE_LANE.on(this);
    cards.getStyleClass().add("cards");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    more.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(more, Priority.ALWAYS);
    Button all = new Button(TEXTS.get("notice.close-all"));
    all.getStyleClass().addAll("small", "flat");
    all.setOnAction(_ -> notices.closeAll());
    rest.getChildren().add(all);
    rest.setAlignment(Pos.CENTER_LEFT);
    rest.setMinHeight(USE_PREF_SIZE);
    getChildren().setAll(scroll, rest);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    double height = insets.getTop() + insets.getBottom();
    height += cards.prefHeight(width - insets.getLeft() - insets.getRight());
    height += rest.isManaged() ? getSpacing() + rest.prefHeight(width) : 0;
    double most = getScene() == null ? height : getScene().getHeight() * SHARE;
    return Math.ceil(Math.min(height, most));
  }

  private void show() {
    List<Note> all = List.copyOf(notices.all());
    List<Note> shown = all.subList(0, Math.min(all.size(), MOST));
    cards.getChildren().setAll(shown.stream().map(this::card).toList());
    scroll.setVvalue(0);
    more.setText(TEXTS.get("notice.more", all.size() - shown.size()));
    rest.setVisible(all.size() > shown.size());
    rest.setManaged(all.size() > shown.size());
    setVisible(!all.isEmpty());
    setManaged(!all.isEmpty());
  }

  private Node card(Note note) {
    Label title = StyleClass.SECTION_TITLE.on(line(note.title()));
    Label text = StyleClass.SECONDARY.on(line(note.text()));
    VBox words = new VBox(title, text);
    if (note.about() != null) {
      Button open = new Button(TEXTS.get("notice.open"));
      open.getStyleClass().add("small");
      VBox.setMargin(open, new Insets(6, 0, 0, 0));
      open.setOnAction(_ -> notices.open(note));
      words.getChildren().add(open);
    }
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button close = Icons.button(Feather.X, TEXTS.get("notice.close"));
    close.setOnAction(_ -> notices.close(note));
    HBox card = StyleClass.NOTICE.on(new HBox(Icons.of(note.tone().icon()), words, close));
    note.tone().style().on(card);
    card.setAlignment(Pos.TOP_LEFT);
    card.setAccessibleRole(AccessibleRole.PARENT);
    card.setAccessibleText(note.title() + ". " + note.text());
    return card;
  }

  private static Label line(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
