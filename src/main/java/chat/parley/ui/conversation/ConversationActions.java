package chat.parley.ui.conversation;

import chat.parley.model.Name;

/// What a conversation asks of the window around it.
public interface ConversationActions {
  /// Shows the contact's fingerprint and safety number.
  void fingerprint();

  /// Takes this conversation away from beside the others.
  void closePane();

  /// Is told that this contact and all its messages are gone.
  void forgotten(Name contact);

  /// Goes back to the list of contacts, where there is no room for both.
  void back();
}
