package chat.parley.ui.contacts;

import static chat.parley.ui.kit.FxEvents.does;
import static chat.parley.ui.kit.FxEvents.settle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.Directory;
import chat.parley.client.FakeMessenger;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Notices;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SidebarTest {
  private static final Instant NOW = Instant.parse("2026-11-06T14:02:00Z");

  @SuppressWarnings("NullAway.Init") // made once, on the FX thread: a window costs more than a test
  private static Scene scene;

  private final FxRobot robot = new FxRobot();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), clock);
  private final List<String> asked = new ArrayList<>();

  private boolean canInvite;

  @SuppressWarnings("NullAway.Init") // made for each test, on the FX thread
  private ContactListViewModel contacts;

  @SuppressWarnings("NullAway.Init") // made for each test, on the FX thread
  private ConnectionViewModel connection;

  @SuppressWarnings("NullAway.Init") // made for each test, on the FX thread
  private Sidebar sidebar;

  @BeforeAll
  static void openWindow() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          scene = new Scene(new Region(), 280, 600);
          new Theme().apply(scene);
          stage.setScene(scene);
          stage.show();
        });
  }

  @BeforeEach
  void open() {
    does(
        () -> {
          contacts =
              new ContactListViewModel(
                  messenger, UiThread.get(), new LocalTimes(clock, Locale.UK), new Drafts());
          contacts.onOpen(name -> asked.add("open " + name));
          connection = new ConnectionViewModel(messenger, UiThread.get(), clock);
          sidebar =
              new Sidebar(
                  messenger.account(),
                  contacts,
                  new MeetViewModel(messenger, UiThread.get(), name -> asked.add("met " + name)),
                  connection,
                  new Notices(() -> true, _ -> {}),
                  new Asked(),
                  name -> asked.add("beside " + name));
          scene.setRoot(sidebar);
        });
  }

  @AfterEach
  void close() {
    does(contacts::close);
    does(connection::close);
    assertEquals(0, messenger.listeners());
  }

  @Test
  void whoIsAloneAtARelayIsOfferedItsInvitation() {
    messenger.protection(Protection.PARLEY);
    messenger.directory(new Directory(List.of(), true, true));
    canInvite = true;
    does(() -> contacts.close());
    does(() -> connection.close());
    open();
    does(() -> sidebar.meet());
    robot.clickOn("Copy the relay’s invitation");
    settle();
    assertEquals(List.of("copyInvitation"), asked);
  }

  @Test
  void whereNobodyElseComesNoInvitationIsSpokenOf() {
    messenger.protection(Protection.PARLEY);
    messenger.directory(new Directory(List.of(), true, true));
    does(() -> contacts.close());
    does(() -> connection.close());
    open();
    does(() -> sidebar.meet());
    assertTrue(shows("You have the only account at this relay."));
    assertTrue(
        sidebar.lookupAll(".empty-state .button").stream().noneMatch(SidebarTest::isSeen),
        "an invitation is offered that nobody can follow");
  }

  @Test
  void aClassicServerCannotBeAskedForSomebodyNew() {
    does(() -> sidebar.meet());
    assertTrue(shows("A classic server knows no accounts"));
    does(() -> sidebar.dismiss());
    assertFalse(shows("A classic server knows no accounts"));
  }

  @Test
  void aRowSaysEverythingInWords() {
    Name bob = messenger.contact("bob");
    messenger.receive(bob, "Did you get it?");
    messenger.trust(bob, new Trust.Verified(NOW));
    settle();
    assertEquals("bob, Verified, Online, 1 unread, Did you get it?, 14:02", firstRow());
    messenger.problem(bob, Contact.KeyProblem.MISSING);
    settle();
    assertTrue(firstRow().startsWith("bob, No key in the keys folder"));
  }

  @Test
  void theMenuLeadsToWhatTheProgramIs() {
    MenuButton menu = (MenuButton) sidebar.lookup(".account-header .menu-button");
    does(
        () ->
            menu.getItems().stream()
                .filter(item -> "About Parley".equals(item.getText()))
                .forEach(MenuItem::fire));
    assertEquals(List.of("about"), asked);
  }

  @Test
  void theArrowsWalkFromTheSearchAndEnterOpens() {
    messenger.contact("anna");
    messenger.contact("bob");
    settle();
    does(sidebar::focusSearch);
    robot.push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.ENTER);
    assertEquals(List.of("open bob"), asked);
    robot.press(KeyCode.CONTROL).push(KeyCode.ENTER).release(KeyCode.CONTROL);
    assertEquals(List.of("open bob", "beside bob"), asked);
  }

  @Test
  void escapeClearsASearchThatFoundNobody() {
    messenger.contact("bob");
    settle();
    does(sidebar::focusSearch);
    robot.write("x");
    settle();
    assertTrue(shows("Nobody found"));
    assertFalse(sidebar.list().isVisible());
    robot.push(KeyCode.ESCAPE);
    settle();
    assertFalse(shows("Nobody found"));
    assertTrue(sidebar.list().isVisible());
  }

  @Test
  void withoutContactsItSaysWhatToDo() {
    assertTrue(shows("No contacts yet"));
    messenger.contact("bob");
    settle();
    assertFalse(shows("No contacts yet"));
  }

  @Test
  void theConnectionIsAlwaysInSightAndTriedAgainNow() {
    assertTrue(shows("Classic server relay.example:8080"));
    messenger.connection(new Connection.Waiting(Connection.Reason.UNREACHABLE, NOW.plusSeconds(5)));
    settle();
    assertTrue(shows("The relay cannot be reached"));
    assertTrue(shows("Trying again in 5 s"));
    assertEquals(
        "The relay cannot be reached. Trying again in 5 s",
        sidebar.connection().getAccessibleText());
    does(() -> sidebar.connection().tryNowButton().fire());
    assertEquals(List.of("reconnectNow"), messenger.calls());
  }

  @Test
  void theMenuOfTheAccountCopiesTheFingerprintAndLogsOut() {
    does(() -> item("Copy your fingerprint").fire());
    assertEquals(List.of("fingerprintCopied"), asked);
    assertEquals(
        messenger.account().fingerprint().hex(),
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Clipboard.getSystemClipboard().getString()));
    does(() -> item("Log out").fire());
    assertEquals(List.of("fingerprintCopied", "logOut"), asked);
  }

  private MenuItem item(String words) {
    return sidebar.accountMenu().getItems().stream()
        .filter(item -> words.equals(item.getText()))
        .findFirst()
        .orElseThrow();
  }

  private String firstRow() {
    return sidebar.list().lookupAll(".contact-cell").stream()
        .map(Node::getAccessibleText)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private boolean shows(String words) {
    return sidebar.lookupAll(".label").stream()
        .filter(node -> node instanceof Labeled label && words.equals(label.getText()))
        .anyMatch(SidebarTest::isSeen);
  }

  private static boolean isSeen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private final class Asked implements AccountActions {
    @Override
    public void newWindow() {
      asked.add("newWindow");
    }

    @Override
    public void meet() {
      asked.add("meet");
    }

    @Override
    public void settings() {
      asked.add("settings");
    }

    @Override
    public void about() {
      asked.add("about");
    }

    @Override
    public void shortcuts() {
      asked.add("shortcuts");
    }

    @Override
    public boolean canInvite() {
      return canInvite;
    }

    @Override
    public void copyInvitation() {
      asked.add("copyInvitation");
    }

    @Override
    public void fingerprintCopied() {
      asked.add("fingerprintCopied");
    }

    @Override
    public void logOut() {
      asked.add("logOut");
    }
  }
}
