package chat.parley.ui.kit;

import chat.parley.model.Name;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/// What was begun to be written and not sent yet, a contact. Lives as long as its window; never written
/// down. Used on the FX thread.
public final class Drafts {
  private final ObservableMap<Name, String> texts = FXCollections.observableHashMap();
  private final ObservableMap<Name, String> readOnlyTexts =
      FXCollections.unmodifiableObservableMap(texts);

  /// All of them; none is empty.
  public ObservableMap<Name, String> all() {
    return readOnlyTexts;
  }

  /// The draft to this contact; empty if there is none.
  public String to(Name contact) {
    return texts.getOrDefault(contact, "");
  }

  public void keep(Name contact, String text) {
    if (text.isEmpty()) {
      texts.remove(contact);
    } else {
      texts.put(contact, text);
    }
  }
}
