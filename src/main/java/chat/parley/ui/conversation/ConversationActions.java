package chat.parley.ui.conversation;

import chat.parley.model.Name;
import java.nio.file.Path;
import java.util.Optional;

/// What a conversation asks of the window around it.
public interface ConversationActions {
  /// Shows the contact's fingerprint and safety number.
  void fingerprint();

  /// Shows them with the place to compare them, whether they are shown already or not.
  void compare();

  /// Takes this conversation away from beside the others.
  void closePane();

  /// Is told that this contact and all its messages are gone.
  void forgotten(Name contact);

  /// Asks in which file to save something.
  ///
  /// @param title what for
  /// @param suggestion a name for the file
  /// @return empty if the user thought better of it
  Optional<Path> whereToSave(String title, String suggestion);

  /// Goes back to the list of contacts, where there is no room for both.
  void back();
}
