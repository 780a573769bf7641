package chat.parley.ui;

import chat.parley.model.Name;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which conversations are open side by side, and which of them has the keyboard. Used on the FX thread.
final class PanesViewModel {
  /// How many conversations stand side by side at most.
  static final int MOST = 3;

  private final ObservableList<Name> panes = FXCollections.observableArrayList();
  private final ObservableList<Name> readOnlyPanes =
      FXCollections.unmodifiableObservableList(panes);
  private final ReadOnlyObjectWrapper<@Nullable Name> active =
      new ReadOnlyObjectWrapper<>(this, "active");

  // Properties

  /// From left to right.
  ObservableList<Name> panes() {
    return readOnlyPanes;
  }

  /// The one with the keyboard; null if none is open.
  ReadOnlyObjectProperty<@Nullable Name> activeProperty() {
    return active.getReadOnlyProperty();
  }

  // Commands

  /// Goes to a conversation: where it is open already, else in the place of the active one.
  void open(Name contact) {
    Name now = active.get();
    if (!panes.contains(contact)) {
      if (now == null) {
        panes.add(contact);
      } else {
        panes.set(panes.indexOf(now), contact);
      }
    }
    active.set(contact);
  }

  /// Opens a conversation at the right of the active one; in its place if there are as many as can be.
  void openBeside(Name contact) {
    Name now = active.get();
    if (now == null || panes.contains(contact) || panes.size() >= MOST) {
      open(contact);
    } else {
      panes.add(panes.indexOf(now) + 1, contact);
      active.set(contact);
    }
  }

  /// Gives the keyboard to an open conversation.
  void activate(Name contact) {
    if (panes.contains(contact)) {
      active.set(contact);
    }
  }

  /// Takes the active conversation away; its neighbour gets the keyboard.
  void closeActive() {
    Name now = active.get();
    if (now != null) {
      close(now);
    }
  }

  /// Takes a conversation away.
  void close(Name contact) {
    int place = panes.indexOf(contact);
    if (place < 0) {
      return;
    }
    if (contact.equals(active.get())) {
      boolean only = panes.size() == 1;
      active.set(only ? null : panes.get(place > 0 ? place - 1 : 1));
    }
    panes.remove(place);
  }
}
