package chat.parley.ui;

import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.ui.contacts.AccountActions;
import chat.parley.ui.contacts.ConnectionBar;
import chat.parley.ui.contacts.ConnectionViewModel;
import chat.parley.ui.contacts.ContactListViewModel;
import chat.parley.ui.contacts.MeetViewModel;
import chat.parley.ui.contacts.Sidebar;
import chat.parley.ui.conversation.ConversationActions;
import chat.parley.ui.conversation.ConversationView;
import chat.parley.ui.conversation.ConversationViewModel;
import chat.parley.ui.fingerprint.FingerprintPanel;
import chat.parley.ui.fingerprint.FingerprintViewModel;
import chat.parley.ui.kit.Copied;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.NoticeLane;
import chat.parley.ui.kit.Notices;
import chat.parley.ui.kit.Program;
import chat.parley.ui.kit.SaveDialog;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import chat.parley.ui.kit.UiThread;
import chat.parley.ui.shortcuts.PageDialog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// What somebody who is logged in sees and does: contacts at the left, conversations in the middle, the
/// fingerprint panel at the right.
///
/// Used on the FX thread, from its construction to [#close]; then it hears nothing more from the
/// messenger, which belongs to whoever made it.
public final class MainWindow extends StackPane implements AutoCloseable {
  private static final Texts TEXTS = Texts.of("main");

  private final Messenger messenger;
  private final Program program;
  private final Executor fxThread = UiThread.get();
  private final LocalTimes times;
  private final Drafts drafts = new Drafts();

  private final ContactListViewModel contacts;
  private final ConnectionViewModel connection;
  private final FingerprintViewModel fingerprint;
  private final PanesViewModel panesModel = new PanesViewModel();

  private final Sidebar sidebar;
  private final ConversationPanes panes;
  private final FingerprintPanel panel;
  private final WindowLayout layout;
  private final Notices notices;
  private final NoticeBoard noticeBoard;
  private final Clockwork clockwork;
  private final ObservableValue<String> title;
  private final ObservableValue<Boolean> windowFocused;
  private boolean panelShown;

  public MainWindow(Messenger messenger, Program program, Preferences preferences, Clock clock) {
    this.messenger = messenger;
    this.program = program;
    times = new LocalTimes(clock, Locale.getDefault(Locale.Category.FORMAT));
    contacts = new ContactListViewModel(messenger, fxThread, times, drafts);
    connection = new ConnectionViewModel(messenger, fxThread, clock);
    fingerprint = new FingerprintViewModel(messenger, fxThread);
    windowFocused =
        sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::focusedProperty)
            .orElse(false);
    notices = new Notices(windowFocused::getValue, contacts::open);
    sidebar =
        new Sidebar(
            messenger.account(),
            contacts,
            new MeetViewModel(messenger, fxThread, this::met),
            connection,
            notices,
            new Actions(),
            this::openBeside);
    StartPage start = new StartPage(connection, contacts, this::search, this::meet, this::logOut);
    panes = new ConversationPanes(panesModel, this::conversation, start);
    panel = new FingerprintPanel(fingerprint, times, this::hidePanel);
    layout =
        new WindowLayout(
            sidebar, panes, new VBox(new NoticeLane(notices), new ConnectionBar(connection)));
    noticeBoard = new NoticeBoard(messenger, notices, fxThread);
    clockwork = new Clockwork(times, connection, this::refreshDays);
    title =
        Bindings.createStringBinding(
            () -> WindowTitle.of(messenger.account().name(), contacts.unreadProperty().get()),
            contacts.unreadProperty());
    getChildren().setAll(layout);
    bind(preferences);
  }

  private void bind(Preferences preferences) {
    layout
        .sidebarWidthProperty()
        .set(
            Math.clamp(
                preferences.sidebarWidth(),
                WindowLayout.NARROWEST_SIDEBAR,
                WindowLayout.WIDEST_SIDEBAR));
    layout.sidebarWidthProperty().subscribe(w -> preferences.setSidebarWidth(w.doubleValue()));
    contacts.onOpen(this::open);
    panesModel.activeProperty().subscribe(() -> activeChanged());
    layout.conversationInSightProperty().subscribe(() -> look());
    windowFocused.subscribe(_ -> look());
    addEventHandler(KeyEvent.KEY_PRESSED, this::dismissByKey);
  }

  // Properties

  /// The window's title: whose it is, and how many texts were not looked at.
  public ObservableValue<String> titleProperty() {
    return title;
  }

  /// The notes of this window.
  public Notices notices() {
    return notices;
  }

  // Commands

  /// Makes the keys of this window work in its scene. Those of the whole program are there already.
  public void installKeys(Scene scene) {
    Shortcut.JUMP_TO_CONTACT.install(scene, this::search);
    int place = 0;
    for (KeyCombination key : Shortcut.NTH_CONTACT.keys()) {
      int wanted = place++;
      scene.getAccelerators().put(key, () -> contacts.openAt(wanted));
    }
    Shortcut.PREVIOUS_CONTACT.install(scene, () -> contacts.openNeighbour(-1));
    Shortcut.NEXT_CONTACT.install(scene, () -> contacts.openNeighbour(1));
    Shortcut.NEW_CONVERSATION.install(scene, this::meet);
    Shortcut.CLOSE_PANE.install(scene, this::closePane);
    Shortcut.FIND.install(scene, this::searchInside);
    Shortcut.FINGERPRINT.install(scene, this::togglePanel);
    Shortcut.SHORTCUTS.install(scene, this::shortcuts);
  }

  /// Turns to a conversation.
  public void open(Name contact) {
    panesModel.open(contact);
    layout.showConversation(true);
    panes.focusComposer();
  }

  /// Takes the keyboard to where one goes on: the conversation, else the search.
  public void focusInside() {
    if (panesModel.activeProperty().get() == null) {
      sidebar.focusSearch();
    } else {
      panes.focusComposer();
    }
  }

  @Override
  public void close() {
    clockwork.stop();
    noticeBoard.close();
    notices.closeAll();
    panes.close();
    fingerprint.close();
    connection.close();
    contacts.close();
  }

  ConversationPanes panes() {
    return panes;
  }

  WindowLayout columns() {
    return layout;
  }

  boolean isPanelShown() {
    return panelShown;
  }

  private ConversationView conversation(Name contact) {
    return new ConversationView(
        new ConversationViewModel(messenger, contact, drafts, times, fxThread), new Actions());
  }

  private void openBeside(Name contact) {
    panesModel.openBeside(contact);
    layout.showConversation(true);
    panes.focusComposer();
  }

  private void activeChanged() {
    Name active = panesModel.activeProperty().get();
    contacts.showOpen(active);
    if (active == null) {
      hidePanel();
      layout.showConversation(false);
    } else if (panelShown) {
      fingerprint.show(active);
    }
    look();
  }

  private void look() {
    panes.setLooking(windowFocused.getValue() && layout.conversationInSightProperty().get());
  }

  private void meet() {
    layout.showConversation(false);
    sidebar.meet();
  }

  private void met(Name contact) {
    sidebar.leaveMeeting();
    contacts.open(contact);
  }

  private void search() {
    layout.showConversation(false);
    sidebar.focusSearch();
  }

  private void searchInside() {
    ConversationView active = panes.activeView();
    if (active == null) {
      search();
    } else {
      layout.showConversation(true);
      active.search();
    }
  }

  private void closePane() {
    panesModel.closeActive();
    focusInside();
  }

  private void togglePanel() {
    if (panelShown) {
      hidePanel();
    } else {
      showPanel();
    }
  }

  private void showPanel() {
    Name active = panesModel.activeProperty().get();
    if (active != null && !panelShown) {
      panelShown = true;
      fingerprint.show(active);
      layout.setPanel(panel);
      Motion.appear(panel);
    }
  }

  private void hidePanel() {
    if (panelShown) {
      panelShown = false;
      layout.setPanel(null);
      fingerprint.hide();
      panes.focusComposer();
    }
  }

  private void shortcuts() {
    PageDialog.shortcuts(getScene().getWindow()).show();
  }

  private void logOut() {
    program.logOut(this);
  }

  /// Takes away what lies on top: the panel, then a search for contacts, then one in the conversation, then, in one column, the
  /// conversation.
  private void dismissByKey(KeyEvent event) {
    if (!Shortcut.DISMISS.matches(event)) {
      return;
    }
    ConversationView active = panes.activeView();
    if (panelShown) {
      hidePanel();
    } else if (sidebar.dismiss()) {
      focusInside();
    } else if (active != null && active.endSearch()) {
      focusInside();
    } else if (layout.isOneColumn() && layout.conversationInSightProperty().get()) {
      back();
    } else {
      focusInside();
    }
    event.consume();
  }

  private void back() {
    layout.showConversation(false);
    sidebar.focusList();
  }

  private void refreshDays() {
    contacts.refresh();
    panes.refresh();
  }

  /// What the features ask of the window.
  private final class Actions implements AccountActions, ConversationActions {
    @Override
    public void newWindow() {
      program.openWindow();
    }

    @Override
    public void meet() {
      MainWindow.this.meet();
    }

    @Override
    public void forgotten(Name contact) {
      panesModel.close(contact);
      focusInside();
    }

    @Override
    public boolean canInvite() {
      return messenger.account().invitation() != null;
    }

    @Override
    public void copyInvitation() {
      Invitation invitation = messenger.account().invitation();
      if (invitation != null) {
        Copied.put(invitation.text());
        notices.show(
            Tone.SUCCESS, TEXTS.get("invitation-copied"), TEXTS.get("invitation-copied.text"));
      }
    }

    @Override
    public void settings() {
      program.openSettings(MainWindow.this);
    }

    @Override
    public void shortcuts() {
      MainWindow.this.shortcuts();
    }

    @Override
    public void about() {
      program.openAbout(MainWindow.this);
    }

    @Override
    public void fingerprintCopied() {
      notices.show(
          Tone.SUCCESS, TEXTS.get("fingerprint-copied"), TEXTS.get("fingerprint-copied.text"));
    }

    @Override
    public void logOut() {
      MainWindow.this.logOut();
    }

    @Override
    public void fingerprint() {
      togglePanel();
    }

    @Override
    public void compare() {
      showPanel();
      panel.startComparing();
    }

    @Override
    public void closePane() {
      MainWindow.this.closePane();
    }

    @Override
    public Optional<Path> whereToSave(String title, String suggestion) {
      return SaveDialog.ask(getScene().getWindow(), title, suggestion);
    }

    @Override
    public void back() {
      MainWindow.this.back();
    }
  }
}
