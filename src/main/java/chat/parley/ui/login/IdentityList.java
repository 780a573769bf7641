package chat.parley.ui.login;

import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.ui.kit.StyleClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The cards of all identities, one of them chosen. Up and Down move, also out of a passphrase field; a
/// card whose keys did not change stays the same node, with what was typed there.
final class IdentityList extends ScrollPane {
  private final IdentitiesViewModel model;
  private final Runnable activate;
  private final VBox cards = new VBox();
  private Map<KeysFolderEntry, IdentityCard> shown = new HashMap<>();
  private @Nullable IdentityCard chosen;
  private Subscription whereChosenIs = Subscription.EMPTY;

  /// @param activate what a double click does
  IdentityList(IdentitiesViewModel model, Runnable activate) {
    this.model = model;
    this.activate = activate;
    StyleClass.IDENTITY_LIST.on(cards);
    getStyleClass().add("edge-to-edge");
    setContent(cards);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    viewportBoundsProperty().subscribe(this::reveal);
  }

  void show(List<KeysFolderEntry> entries) {
    Map<KeysFolderEntry, IdentityCard> next = new HashMap<>();
    for (KeysFolderEntry entry : entries) {
      IdentityCard card = shown.get(entry);
      next.put(entry, card == null ? card(entry) : card);
    }
    shown = next;
    cards.getChildren().setAll(entries.stream().<Node>map(next::get).toList());
  }

  private IdentityCard card(KeysFolderEntry entry) {
    IdentityCard card = new IdentityCard(entry);
    if (card.isUsable() && entry.name() != null) {
      var name = entry.name();
      card.setOnMouseClicked(
          event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
              model.choose(name);
              card.focusInside();
              if (event.getClickCount() == 2) {
                activate.run();
              }
            }
          });
    } else {
      card.setFocusTraversable(true);
    }
    return card;
  }

  /// Marks the card of this identity.
  void choose(@Nullable KeysFolderEntry entry) {
    IdentityCard next = entry == null ? null : shown.get(entry);
    if (next == chosen) {
      return;
    }
    boolean keyboardHere = isFocusWithin();
    if (chosen != null) {
      chosen.setChosen(false);
    }
    chosen = next;
    whereChosenIs.unsubscribe();
    whereChosenIs = Subscription.EMPTY;
    if (next != null) {
      next.setChosen(true);
      if (keyboardHere) {
        next.focusInside();
      }
      // A card that is new here, or opens, has its place only once it was laid out.
      whereChosenIs = next.boundsInParentProperty().subscribe(this::reveal);
      reveal();
    }
  }

  void showProblem(@Nullable KeyProblem problem) {
    if (chosen != null) {
      chosen.showProblem(problem);
      if (problem != null) {
        chosen.focusInside();
      }
    }
  }

  Optional<IdentityCard> chosen() {
    return Optional.ofNullable(chosen);
  }

  private void onKey(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    switch (event.getCode()) {
      case UP -> move(event, -1);
      case DOWN -> move(event, 1);
      case HOME -> {
        if (!typing) {
          move(event, Integer.MIN_VALUE);
        }
      }
      case END -> {
        if (!typing) {
          move(event, Integer.MAX_VALUE);
        }
      }
      default -> {}
    }
  }

  private void move(KeyEvent event, int places) {
    model.move(places);
    event.consume();
  }

  /// Scrolls just so far that the chosen card is in sight.
  private void reveal() {
    double sight = getViewportBounds().getHeight();
    double hidden = cards.getHeight() - sight;
    if (chosen == null || sight <= 0 || hidden <= 0) {
      return;
    }
    Bounds bounds = chosen.getBoundsInParent();
    double top = Math.max(getVvalue() * hidden, bounds.getMaxY() - sight);
    setVvalue(Math.clamp(Math.min(top, bounds.getMinY()) / hidden, 0, 1));
  }
}
