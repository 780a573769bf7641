package chat.parley.ui.conversation;

import chat.parley.model.Name;
import java.util.HashMap;
import java.util.Map;

/// What was begun to be written and not sent yet, a contact. Lives as long as its window; never written
/// down. Used on the FX thread.
public final class Drafts {
  private final Map<Name, String> texts = new HashMap<>();

  /// The draft to this contact; empty if there is none.
  String to(Name contact) {
    return texts.getOrDefault(contact, "");
  }

  void keep(Name contact, String text) {
    if (text.isEmpty()) {
      texts.remove(contact);
    } else {
      texts.put(contact, text);
    }
  }
}
