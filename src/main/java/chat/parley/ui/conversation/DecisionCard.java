package chat.parley.ui.conversation;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What stands in place of the composer while the user has not decided about a contact, or has shut it
/// out: who it is, what each way out does, and the ways out.
///
/// The words scroll where there is no room for them; the ways out are always in sight.
final class DecisionCard extends VBox {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final double AVATAR_SIZE = 40;

  /// How much of a fingerprint tells two people apart at a glance.
  private static final int GROUPS_SHOWN = 4;

  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Label title = StyleClass.SECTION_TITLE.on(line());
  private final Label key = StyleClass.MONOSPACED.on(StyleClass.SECONDARY.on(line()));
  private final Label explanation = line();
  private final VBox consequences = new VBox();
  private final Button accept = new Button(TEXTS.get("accept"));
  private final Button decline = new Button(TEXTS.get("decline"));
  private final Button block = new Button(TEXTS.get("block"));
  private final Button unblock = new Button(TEXTS.get("unblock"));
  private final Button compare = new Button(TEXTS.get("compare"));
  private final FlowPane actions = new FlowPane();
  private final VBox words = new VBox();

  DecisionCard(ConversationViewModel model, ConversationActions outside) {
    build();
    accept.setOnAction(_ -> model.deciding().accept());
    decline.setOnAction(
        _ -> {
          model.deciding().decline();
          outside.forgotten(model.name());
        });
    block.setOnAction(_ -> model.deciding().block());
    unblock.setOnAction(_ -> model.deciding().unblock());
    compare.setOnAction(_ -> outside.compare());
    model.headingProperty().subscribe(this::show);
  }

  private void build() {
    StyleClass.DECISION_CARD.on(this);
    accept.getStyleClass().add("accent");
    VBox who = new VBox(title, key);
    HBox.setHgrow(who, Priority.ALWAYS);
    HBox person = new HBox(avatar, who);
    person.getStyleClass().add("person");
    words.getChildren().setAll(person, explanation, consequences);
    words.getStyleClass().add("words");
    consequences.getStyleClass().add("consequences");
    ScrollPane scroll = new ScrollPane(words);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    actions.setMinHeight(USE_PREF_SIZE);
    actions.getStyleClass().add("actions");
    getChildren().setAll(scroll, actions);
  }

  /// A scroll pane would not ask for the lines that its words need when they are wrapped.
  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    double inner = width - insets.getLeft() - insets.getRight();
    return insets.getTop()
        + Math.ceil(words.prefHeight(inner))
        + getSpacing()
        + actions.prefHeight(inner)
        + insets.getBottom()
        + 1;
  }

  Button acceptButton() {
    return accept;
  }

  Button declineButton() {
    return decline;
  }

  Button blockButton() {
    return block;
  }

  Button unblockButton() {
    return unblock;
  }

  private void show(ContactHeading heading) {
    Name name = heading.name();
    avatar.show(name, heading.fingerprint());
    key.setText(beginning(heading.fingerprint()));
    key.setVisible(heading.fingerprint() != null);
    key.setManaged(heading.fingerprint() != null);
    Fingerprint fingerprint = heading.fingerprint();
    key.setTooltip(fingerprint == null ? null : new Tooltip(fingerprint.grouped()));
    switch (heading.standing()) {
      case REQUEST -> {
        title.setText(TEXTS.get("request", name));
        explanation.setText(TEXTS.get("request.text", name));
        consequences
            .getChildren()
            .setAll(
                List.of(
                    quiet(TEXTS.get("request.accept", name)),
                    quiet(TEXTS.get("request.decline", name)),
                    quiet(TEXTS.get("request.block", name))));
        actions.getChildren().setAll(accept, decline, block, compare);
      }
      case BLOCKED -> {
        title.setText(TEXTS.get("blocked", name));
        explanation.setText(TEXTS.get("blocked.text", name));
        consequences.getChildren().clear();
        actions.getChildren().setAll(unblock);
      }
      case ACCEPTED -> {
        // not shown; what has the keyboard keeps it until the composer takes it over
      }
    }
  }

  private static String beginning(@Nullable Fingerprint fingerprint) {
    return fingerprint == null
        ? ""
        : String.join(" ", List.of(fingerprint.grouped().split(" ")).subList(0, GROUPS_SHOWN))
            + " …";
  }

  private static Label quiet(String words) {
    Label label = StyleClass.SECONDARY.on(line());
    label.setText(words);
    return label;
  }

  private static Label line() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
