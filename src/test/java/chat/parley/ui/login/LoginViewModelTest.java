package chat.parley.ui.login;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.HistoryUnusable;
import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class LoginViewModelTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final RelayAddress SERVER = new RelayAddress.Classic("chat.example", 8080);

  @TempDir private Path folder;
  private final Preferences preferences = Preferences.inMemory();
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final List<Messenger> opened = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private @Nullable HistoryUnusable history;
  private LoginViewModel model = login(Runnable::run);

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void theFirstIdentityIsChosenAtTheFirstStart() {
    assertEquals(ALICE, chosen());
    assertEquals(new RelayAddress.OnThisComputer(), model.relay().get());
  }

  @Test
  void whoLoggedInLastIsChosenAndWhereTo() {
    preferences.loggedIn(BOB, SERVER);
    model = login(Runnable::run);
    assertEquals(BOB, chosen());
    assertEquals(SERVER, model.relay().get());
    assertEquals(List.of(SERVER), model.recentRelays());
  }

  @Test
  void theChoiceStopsAtTheEnds() {
    model.identities().move(1);
    assertEquals(BOB, chosen());
    model.identities().move(Integer.MAX_VALUE);
    assertEquals(new Name("carol"), chosen());
    model.identities().move(Integer.MIN_VALUE);
    assertEquals(ALICE, chosen());
  }

  @Test
  void whoConnectsIsHandedOverAndRemembered() {
    model.useRelay(SERVER);
    model.logIn(new char[0]);
    assertEquals(List.of(messenger), opened);
    assertEquals(List.of("alice at " + SERVER), asked);
    assertEquals(Optional.of(ALICE), preferences.lastIdentity());
    assertEquals(List.of(SERVER), preferences.recentRelays());
    assertEquals(0, messenger.listeners());
  }

  @Test
  void theStepsAreUnlockingThenConnecting() {
    model.close();
    model = login(background::add);
    drain();
    messenger.connection(new Connection.Connecting());
    model.logIn(new char[0]);
    assertEquals(new LoginStep.Unlocking(ALICE), model.step().get());
    drain();
    assertEquals(
        new LoginStep.Connecting(ALICE, new RelayAddress.OnThisComputer()), model.step().get());
    messenger.connection(new Connection.Connected("here"));
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void aTakenNameIsSaidAndIsNoReasonToOpen() {
    messenger.connection(new Connection.Stopped(Connection.Reason.NAME_TAKEN));
    model.logIn(new char[0]);
    LoginStep.Stuck stuck = assertInstanceOf(LoginStep.Stuck.class, model.step().get());
    assertEquals(Connection.Reason.NAME_TAKEN, stuck.reason());
    model.openAnyway();
    assertTrue(opened.isEmpty());
    model.cancel();
    assertTrue(messenger.calls().contains("close"), () -> messenger.calls().toString());
    assertInstanceOf(LoginStep.Choosing.class, model.step().get());
    assertEquals(Optional.empty(), preferences.lastIdentity());
  }

  @Test
  void anUnreachableRelayCanBeWaitedForInTheWindow() {
    unreachable();
    model.openAnyway();
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void aRelayThatAnswersAtLastOpensTheWindowByItself() {
    unreachable();
    messenger.connection(new Connection.Connecting());
    assertInstanceOf(LoginStep.Stuck.class, model.step().get());
    messenger.connection(new Connection.Connected("chat.example:8080"));
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void tryingAgainKnocksAtOnce() {
    unreachable();
    model.tryAgain();
    assertInstanceOf(LoginStep.Connecting.class, model.step().get());
    assertTrue(messenger.calls().contains("reconnectNow"), () -> messenger.calls().toString());
  }

  @Test
  void whoGivesUpWhileTheKeyIsOpenedIsNotLoggedIn() {
    model.close();
    model = login(background::add);
    drain();
    model.logIn(new char[0]);
    model.cancel();
    drain();
    assertTrue(opened.isEmpty());
    assertTrue(messenger.calls().contains("close"));
  }

  @Test
  void whoIsToldToLogInBeforeTheListIsThereLogsInAsSoonAsItIs() {
    model.close();
    model = login(background::add);
    model.logIn(new char[0]);
    assertInstanceOf(LoginStep.Choosing.class, model.step().get());
    drain();
    assertEquals(List.of("alice at OnThisComputer[]"), asked);
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void anEarlyLoginIsForgottenIfNobodyIsThere() {
    model.close();
    model = login(background::add);
    model.useFolder(folder);
    model.logIn(new char[0]);
    drain();
    model.useFolder(Path.of("keys"));
    drain();
    assertEquals(ALICE, chosen());
    assertEquals(List.of(), asked);
  }

  @Test
  void aDamagedHistoryIsPutAsideAndThenBegunAnew() {
    Path kept = Path.of("kept");
    history = damaged(() -> kept);
    model.logIn(new char[0]);
    LoginStep.WithoutHistory without =
        assertInstanceOf(LoginStep.WithoutHistory.class, model.step().get());
    assertFalse(without.canTryAgain() || without.notMoved());
    model.putHistoryAside();
    assertEquals(
        new LoginStep.HistoryPutAside(ALICE, new RelayAddress.OnThisComputer(), kept),
        model.step().get());
    history = null;
    model.tryAgain();
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void aHistoryThatCannotBeMovedStaysAndThatIsSaid() {
    history =
        damaged(
            () -> {
              throw new IOException("no");
            });
    model.logIn(new char[0]);
    model.putHistoryAside();
    assertTrue(assertInstanceOf(LoginStep.WithoutHistory.class, model.step().get()).notMoved());
    assertTrue(opened.isEmpty());
  }

  @Test
  void aHistoryThatIsInUseIsTriedAgainWithoutAskingThePassphrase() {
    history = new HistoryUnusable(HistoryUnusable.Reason.IN_USE, folder, null, null);
    model.logIn(new char[0]);
    model.putHistoryAside();
    assertTrue(assertInstanceOf(LoginStep.WithoutHistory.class, model.step().get()).canTryAgain());
    history = null;
    model.tryAgain();
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void aPassphraseIsWipedWhetherItOpensOrNot() throws Exception {
    KeysFolder.at(folder)
        .create(new Name("dora"), 2048, "secret".toCharArray(), new java.security.SecureRandom());
    model.useFolder(folder);
    KeysFolderEntry dora = model.identities().selected().get();
    assertTrue(dora != null && dora.locked());

    char[] wrong = "guess".toCharArray();
    model.logIn(wrong);
    KeyProblem problem = model.problem().get();
    assertNotNull(problem);
    assertEquals(KeyProblem.Reason.PASSPHRASE_WRONG, problem.reason());
    assertArrayEquals(new char[wrong.length], wrong);
    assertInstanceOf(LoginStep.Choosing.class, model.step().get());

    char[] right = "secret".toCharArray();
    model.logIn(right);
    assertNull(model.problem().get());
    assertArrayEquals(new char[right.length], right);
    assertEquals(List.of("dora at OnThisComputer[]"), asked);
  }

  @Test
  void anEmptyFolderSaysSoAndNobodyCanLogIn() {
    model.useFolder(folder);
    assertEquals(new Listing.Empty(folder), model.identities().listing().get());
    assertNull(model.identities().selected().get());
    model.logIn(new char[0]);
    assertInstanceOf(LoginStep.Choosing.class, model.step().get());
    assertEquals(Optional.of(folder), preferences.keysFolder());
  }

  @Test
  void whoIsMadeIsChosen() throws Exception {
    model.useFolder(folder);
    NewIdentityViewModel fresh = model.newIdentity();
    fresh.name().set("Erin");
    fresh.bits().set(2048);
    fresh.create(new char[0]);
    assertTrue(fresh.done().get());
    // The watch of the folder may be reading it at the same time.
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> model.identities().selected().get() != null);
    assertEquals(new Name("erin"), chosen());
  }

  private HistoryUnusable damaged(HistoryUnusable.Rescue rescue) {
    return new HistoryUnusable(HistoryUnusable.Reason.DAMAGED, folder, rescue, null);
  }

  private void unreachable() {
    messenger.connection(
        new Connection.Waiting(Connection.Reason.UNREACHABLE, Instant.ofEpochSecond(9)));
    model.useRelay(SERVER);
    model.logIn(new char[0]);
    assertEquals(
        new LoginStep.Stuck(ALICE, SERVER, Connection.Reason.UNREACHABLE), model.step().get());
  }

  private Name chosen() {
    KeysFolderEntry entry = model.identities().selected().get();
    assertNotNull(entry);
    assertNotNull(entry.name());
    return entry.name();
  }

  private void drain() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private LoginViewModel login(Executor executor) {
    return new LoginViewModel(
        Runnable::run,
        executor,
        KeysFolder.at(Path.of("keys")),
        (identity, keys, relay) -> {
          HistoryUnusable trouble = history;
          if (trouble != null) {
            throw trouble;
          }
          asked.add(identity.name() + " at " + relay);
          return messenger;
        },
        (host, port) -> {
          throw new IOException("nobody there");
        },
        preferences,
        new TestHost(opened));
  }
}
