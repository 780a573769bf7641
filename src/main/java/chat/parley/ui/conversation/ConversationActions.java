package chat.parley.ui.conversation;

/// What a conversation asks of the window around it.
public interface ConversationActions {
  /// Shows the contact's fingerprint and safety number.
  void fingerprint();

  /// Takes this conversation away from beside the others.
  void closePane();

  /// Goes back to the list of contacts, where there is no room for both.
  void back();
}
