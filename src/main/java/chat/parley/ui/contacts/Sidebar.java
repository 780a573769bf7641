package chat.parley.ui.contacts;

import chat.parley.client.Account;
import chat.parley.model.Name;
import chat.parley.ui.kit.NoticeLane;
import chat.parley.ui.kit.Notices;
import chat.parley.ui.kit.StyleClass;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The left column: the account, the contacts, the connection. Whoever shows it closes the view models.
public final class Sidebar extends VBox {
  private final AccountHeader header;
  private final ContactListViewModel list;
  private final MeetViewModel meeting;
  private final ContactList contacts;
  private final MeetPane meet;
  private final VBox middle = new VBox();
  private final ConnectionBar connection;

  /// @param beside opens a conversation beside the one that is open
  public Sidebar(
      Account account,
      ContactListViewModel contactList,
      MeetViewModel meeting,
      ConnectionViewModel connectionModel,
      Notices notices,
      AccountActions actions,
      Consumer<Name> beside) {
    this.list = contactList;
    this.meeting = meeting;
    header = new AccountHeader(account, actions);
    contacts = new ContactList(contactList, actions, beside, this::lookUp);
    meet =
        new MeetPane(
            meeting,
            actions,
            () -> {
              leaveMeeting();
              focusSearch();
            });
    connection = new ConnectionBar(connectionModel);
    build(new NoticeLane(notices));
  }

  private void build(NoticeLane notes) {
    StyleClass.SIDEBAR.on(this);
    for (Node each : List.of(contacts, meet, middle)) {
      VBox.setVgrow(each, Priority.ALWAYS);
    }
    middle.getChildren().setAll(contacts);
    getChildren().setAll(header, middle, notes, connection);
  }

  /// Turns to writing to somebody new.
  public void meet() {
    meeting.open();
    middle.getChildren().setAll(meet);
    meet.focus();
  }

  /// Turns back to the contacts.
  ///
  /// @return whether they were out of sight
  public boolean leaveMeeting() {
    boolean meetingNow = middle.getChildren().contains(meet);
    if (meetingNow) {
      meeting.leave();
      middle.getChildren().setAll(contacts);
    }
    return meetingNow;
  }

  private void lookUp(String name) {
    clearSearch();
    meet();
    meeting.nameProperty().set(name);
    meet.focus();
    meeting.lookUp();
  }

  /// Takes the keyboard to the search.
  public void focusSearch() {
    leaveMeeting();
    contacts.search().requestFocus();
    contacts.search().selectAll();
  }

  /// Takes the keyboard to the contacts.
  public void focusList() {
    leaveMeeting();
    contacts.list().requestFocus();
  }

  /// Takes away what lies over the contacts: writing to somebody new, then a search, then the requests.
  ///
  /// @return whether there was anything
  public boolean dismiss() {
    if (leaveMeeting() || clearSearch()) {
      return true;
    }
    boolean requests = list.requestsShownProperty().get();
    list.showRequests(false);
    return requests;
  }

  private boolean clearSearch() {
    boolean searching = !contacts.search().getText().isEmpty();
    contacts.search().clear();
    return searching;
  }

  MeetPane meetPane() {
    return meet;
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
