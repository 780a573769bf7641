package chat.parley.ui.fingerprint;

import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.ui.fingerprint.PanelState.Failed;
import chat.parley.ui.fingerprint.PanelState.Failure;
import chat.parley.ui.fingerprint.PanelState.Full;
import chat.parley.ui.fingerprint.PanelState.Loading;
import chat.parley.ui.fingerprint.PanelState.Nothing;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.EmptyState;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A contact's key: who it is, what is known of the key, and how to compare it. 300 px wide, lower
/// heights scroll. Escape and the cross close it.
///
/// Used on the FX thread; whoever shows it closes the view model.
public final class FingerprintPanel extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");
  private static final Texts.Choices<Failure> TITLES = TEXTS.choices(Failure.class);
  private static final double AVATAR_SIZE = 48;
  private static final double MARGIN = 16;

  private final FingerprintViewModel model;
  private final Button close = Icons.button(Feather.X, TEXTS.get("close"));
  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Label name = StyleClass.PANEL_TITLE.on(new Label());
  private final Tooltip wholeName = new Tooltip();
  private final HBox person = new HBox(avatar, name);
  private final VBox body = new VBox();
  private final ScrollPane scroll = new ScrollPane(body);
  private final KeyPane full;
  private @Nullable Name shown;
  private boolean toCompare;

  /// @param onClose takes the panel away
  public FingerprintPanel(FingerprintViewModel model, LocalTimes times, Runnable onClose) {
    this.model = model;
    full = new KeyPane(model, times, this::reveal);
    build();
    bind(onClose);
  }

  private void build() {
    Label title = StyleClass.PANEL_TITLE.on(new Label(TEXTS.get("title")));
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox top = new HBox(title, close);
    StyleClass.PANEL_TOP.on(top);
    top.setAlignment(Pos.CENTER_LEFT);
    StyleClass.PANEL_PERSON.on(person);
    person.setAlignment(Pos.CENTER_LEFT);
    name.setTooltip(wholeName);
    StyleClass.PANEL_BODY.on(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(TEXTS.get("title"));
    StyleClass.FINGERPRINT_PANEL.on(this);
    getChildren().addAll(top, scroll);
  }

  private void bind(Runnable onClose) {
    close.setOnAction(pressed -> onClose.run());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (Shortcut.DISMISS.matches(event)) {
            event.consume();
            onClose.run();
          }
        });
    model.stateProperty().subscribe(this::show);
    model.comparisonProperty().subscribe(this::show);
  }

  /// Opens the place to compare, as soon as there is a key to compare with.
  public void startComparing() {
    if (model.stateProperty().get() instanceof Full) {
      full.startComparing();
    } else {
      toCompare = true;
    }
  }

  private void show(PanelState state) {
    switch (state) {
      case Nothing() -> {
        toCompare = false;
        body.getChildren().clear();
      }
      case Loading(Name contact, Fingerprint fingerprint, boolean slow) -> {
        introduce(contact, fingerprint);
        if (slow) {
          put(loading(contact));
        } else {
          put();
        }
      }
      case Failed(Name contact, Failure failure) -> {
        introduce(contact, null);
        put(failed(contact, failure));
      }
      case Full(Contact contact, var details) -> {
        introduce(contact.name(), details.fingerprint());
        full.show(contact, details);
        put(full);
        if (toCompare) {
          toCompare = false;
          full.startComparing();
        }
      }
    }
  }

  private void show(Comparison comparison) {
    if (model.stateProperty().get() instanceof Full(Contact contact, var _)) {
      full.show(comparison, contact);
    } else {
      full.forgetComparison();
    }
  }

  private void introduce(Name contact, @Nullable Fingerprint fingerprint) {
    if (!contact.equals(shown)) {
      shown = contact;
      full.reset();
      scroll.setVvalue(0);
    }
    avatar.show(contact, fingerprint);
    name.setText(contact.value());
    wholeName.setText(contact.value());
  }

  private void put(Node... below) {
    if (below.length != 1 || !body.getChildren().contains(below[0])) {
      body.getChildren().setAll(person);
      body.getChildren().addAll(below);
    }
  }

  /// Scrolls just so far that all of a node is in sight.
  private void reveal(Node node) {
    applyCss();
    layout();
    Bounds bounds = body.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    double sight = scroll.getViewportBounds().getHeight();
    double hidden = body.getHeight() - sight;
    if (hidden <= 0) {
      return;
    }
    double top = scroll.getVvalue() * hidden;
    double lowest = Math.max(bounds.getMaxY() + MARGIN - sight, 0);
    double highest = Math.max(bounds.getMinY() - MARGIN, 0);
    scroll.setVvalue(Math.min(Math.max(top, lowest), highest) / hidden);
  }

  private static Node loading(Name contact) {
    ProgressIndicator progress = Motion.calmly(new ProgressIndicator());
    VBox box = new VBox(progress, Words.quiet(TEXTS.get("loading", contact)));
    StyleClass.EMPTY_STATE.on(box);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private Node failed(Name contact, Failure failure) {
    String explanation =
        switch (failure) {
          case MISSING -> TEXTS.get("failed.missing", contact);
          case UNUSABLE -> TEXTS.get("failed.unusable", contact);
          case SIGNATURE_WRONG -> TEXTS.get("failed.signature-wrong", contact);
          case GONE -> TEXTS.get("failed.gone", contact);
          case UNREADABLE -> TEXTS.get("failed.unreadable");
        };
    String title = TITLES.get(failure, contact);
    return switch (failure) {
      case UNREADABLE -> new EmptyState(Feather.KEY, title, explanation, again());
      case SIGNATURE_WRONG -> new EmptyState(Feather.ALERT_OCTAGON, title, explanation);
      case MISSING, UNUSABLE, GONE -> new EmptyState(Feather.KEY, title, explanation);
    };
  }

  private Button again() {
    Button again = new Button(TEXTS.get("again"));
    again.setOnAction(pressed -> model.reload());
    return again;
  }

  KeyPane full() {
    return full;
  }

  ScrollPane scroll() {
    return scroll;
  }

  Button closeButton() {
    return close;
  }
}
