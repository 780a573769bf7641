package chat.parley.ui.contacts;

import chat.parley.client.Account;
import chat.parley.model.Name;
import chat.parley.ui.kit.StyleClass;
import java.util.function.Consumer;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The left column: the account, the contacts, the connection. Whoever shows it closes the view models.
public final class Sidebar extends VBox {
  private final AccountHeader header;
  private final ContactList contacts;
  private final ConnectionBar connection;

  /// @param beside opens a conversation beside the one that is open
  public Sidebar(
      Account account,
      ContactListViewModel contactList,
      ConnectionViewModel connectionModel,
      AccountActions actions,
      Consumer<Name> beside) {
    header = new AccountHeader(account, actions);
    contacts = new ContactList(contactList, actions, beside);
    connection = new ConnectionBar(connectionModel);
    build();
  }

  private void build() {
    StyleClass.SIDEBAR.on(this);
    VBox.setVgrow(contacts, Priority.ALWAYS);
    getChildren().setAll(header, contacts, connection);
  }

  /// Takes the keyboard to the search.
  public void focusSearch() {
    contacts.search().requestFocus();
    contacts.search().selectAll();
  }

  /// Takes the keyboard to the contacts.
  public void focusList() {
    contacts.list().requestFocus();
  }

  /// Ends a search.
  ///
  /// @return whether there was one
  public boolean clearSearch() {
    boolean searching = !contacts.search().getText().isEmpty();
    contacts.search().clear();
    return searching;
  }

  TextField search() {
    return contacts.search();
  }

  ListView<@Nullable ContactRow> list() {
    return contacts.list();
  }

  MenuButton accountMenu() {
    return header.menu();
  }

  ConnectionBar connection() {
    return connection;
  }
}
