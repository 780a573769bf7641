package chat.parley.ui.login;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.MessengerFactory;
import chat.parley.client.Preferences;
import chat.parley.client.RelayMeeting;
import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Unlocks an identity, connects it to a relay, and hands the messenger over.
///
/// All methods belong to the FX thread. Keys are opened on the background executor; what the messenger
/// tells comes back through the FX thread's.
public final class LoginViewModel implements AutoCloseable {
  private static final LoginStep CHOOSING = new LoginStep.Choosing();

  private final Executor ui;
  private final Executor background;
  private final MessengerFactory messengers;
  private final RelayMeeting meeting;
  private final Preferences preferences;
  private final LoginHost host;
  private final IdentitiesViewModel identities;

  private final ReadOnlyObjectWrapper<LoginStep> step = new ReadOnlyObjectWrapper<>(CHOOSING);
  private final ReadOnlyObjectWrapper<@Nullable KeyProblem> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RelayAddress> relay;
  private @Nullable LoginAttempt attempt;
  private boolean eager;

  public LoginViewModel(
      Executor ui,
      Executor background,
      KeysFolder folder,
      MessengerFactory messengers,
      RelayMeeting meeting,
      Preferences preferences,
      LoginHost host) {
    this.ui = ui;
    this.background = background;
    this.messengers = messengers;
    this.meeting = meeting;
    this.preferences = preferences;
    this.host = host;
    this.identities =
        new IdentitiesViewModel(ui, background, folder, preferences.lastIdentity().orElse(null));
    this.relay =
        new ReadOnlyObjectWrapper<>(
            preferences.recentRelays().stream()
                .findFirst()
                .orElse(new RelayAddress.OnThisComputer()));
    identities.selected().subscribe((before, now) -> forgetProblemOf(before, now));
    identities.settled().subscribe(this::settled);
  }

  // Properties

  public IdentitiesViewModel identities() {
    return identities;
  }

  public ReadOnlyObjectProperty<LoginStep> step() {
    return step.getReadOnlyProperty();
  }

  /// Why the chosen identity could not be unlocked, if it was tried.
  public ReadOnlyObjectProperty<@Nullable KeyProblem> problem() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<RelayAddress> relay() {
    return relay.getReadOnlyProperty();
  }

  /// Relays and servers elsewhere that were used before, the last one first.
  public List<RelayAddress> recentRelays() {
    return preferences.recentRelays().stream()
        .filter(relay -> !(relay instanceof RelayAddress.OnThisComputer))
        .toList();
  }

  /// Where the settings are that could not be used at this start, if so.
  public Optional<Path> damagedSettings() {
    return preferences.damagedFile();
  }

  // Commands

  public void useRelay(RelayAddress address) {
    relay.set(address);
  }

  /// A model for finding out which other relay to use. What is chosen there is used.
  RelayChoiceViewModel otherRelay() {
    // What was chosen counts, too, if nobody could log in there.
    List<RelayAddress> known =
        Stream.concat(Stream.of(relay.get()), preferences.recentRelays().stream()).toList();
    return new RelayChoiceViewModel(ui, background, meeting, known, this::useRelay);
  }

  /// Looks for identities in another folder, from now on.
  public void useFolder(Path path) {
    preferences.setKeysFolder(path);
    identities.useFolder(path);
  }

  /// A model for making one more identity in this folder. Whoever is made is chosen.
  public NewIdentityViewModel newIdentity() {
    return new NewIdentityViewModel(
        ui, background, identities.folder().get(), identity -> chooseMade(identity.name()));
  }

  private void chooseMade(Name name) {
    identities.choose(name);
    identities.refresh();
  }

  /// Logs the chosen identity in. While it is not known yet who that is, as soon as it is; a locked one
  /// is asked its passphrase first.
  ///
  /// @param passphrase empty if there is none; wiped as soon as it was used
  public void logIn(char[] passphrase) {
    KeysFolderEntry entry = identities.selected().get();
    Name name = entry == null ? null : entry.name();
    if (name == null || !step.get().equals(CHOOSING)) {
      Arrays.fill(passphrase, '\0');
      eager = !identities.settled().get();
      return;
    }
    eager = false;
    LoginAttempt current = new LoginAttempt(name, relay.get(), identities.folder().get());
    attempt = current;
    problem.set(null);
    step.set(new LoginStep.Unlocking(name));
    background.execute(
        () -> {
          try {
            open(current, () -> current.keys.unlock(name, passphrase));
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        });
  }

  private void settled(boolean known) {
    KeysFolderEntry entry = identities.selected().get();
    boolean wanted = eager && known;
    if (known) {
      eager = false;
    }
    if (wanted && entry != null && !entry.locked()) {
      logIn(new char[0]);
    }
  }

  /// Gives up, or goes back to choosing.
  public void cancel() {
    LoginAttempt current = attempt;
    attempt = null;
    eager = false;
    step.set(CHOOSING);
    if (current != null) {
      current.abandon(host);
    }
  }

  /// Knocks once more, or looks for the history once more.
  public void tryAgain() {
    LoginAttempt current = attempt;
    if (current == null) {
      return;
    }
    if (current.messenger != null && step.get() instanceof LoginStep.Stuck) {
      step.set(new LoginStep.Connecting(current.name, current.relay));
      current.messenger.reconnectNow();
    } else if (step.get() instanceof LoginStep.WithoutHistory
        || step.get() instanceof LoginStep.HistoryPutAside) {
      openAgain(current);
    }
  }

  private void openAgain(LoginAttempt current) {
    Identity identity = current.identity;
    if (identity != null) {
      step.set(new LoginStep.Unlocking(current.name));
      background.execute(() -> open(current, () -> identity));
    }
  }

  /// Puts a damaged history aside: after that a new one can be begun.
  public void putHistoryAside() {
    LoginAttempt current = attempt;
    if (current != null && step.get() instanceof LoginStep.WithoutHistory without) {
      without
          .why()
          .rescue()
          .ifPresent(rescue -> background.execute(() -> save(current, without, rescue)));
    }
  }

  private void save(
      LoginAttempt current, LoginStep.WithoutHistory without, HistoryUnusable.Rescue rescue) {
    LoginStep next;
    try {
      next = new LoginStep.HistoryPutAside(current.name, current.relay, rescue.putAside());
    } catch (IOException e) {
      next = new LoginStep.WithoutHistory(current.name, current.relay, without.why(), true);
    }
    LoginStep after = next;
    ui.execute(
        () -> {
          if (current == attempt && step.get() instanceof LoginStep.WithoutHistory) {
            step.set(after);
          }
        });
  }

  /// Opens the window although the relay was not reached: messages wait there.
  public void openAnyway() {
    if (attempt != null && step.get() instanceof LoginStep.Stuck stuck && stuck.canOpenAnyway()) {
      handOver(attempt);
    }
  }

  @Override
  public void close() {
    cancel();
    identities.close();
  }

  /// May wait for the disk.
  private void open(LoginAttempt current, Unlocking unlocking) {
    try {
      Identity identity = unlocking.identity();
      try {
        Messenger messenger = messengers.open(identity, current.keys, current.relay);
        ui.execute(() -> connecting(current, messenger));
      } catch (HistoryUnusable e) {
        ui.execute(() -> withoutHistory(current, identity, e));
      }
    } catch (IdentityException e) {
      ui.execute(() -> locked(current, e.problem()));
    } catch (RuntimeException e) {
      ui.execute(() -> locked(current, null));
      throw e;
    }
  }

  private void connecting(LoginAttempt current, Messenger messenger) {
    current.messenger = messenger;
    if (current != attempt) {
      current.abandon(host);
      return;
    }
    step.set(new LoginStep.Connecting(current.name, current.relay));
    current.subscription = messenger.listen(event -> ui.execute(() -> heard(current, event)));
    if (current != attempt) {
      current.stopListening();
    }
  }

  private void locked(LoginAttempt current, @Nullable KeyProblem reason) {
    if (current == attempt) {
      attempt = null;
      problem.set(reason);
      step.set(CHOOSING);
    }
  }

  private void withoutHistory(LoginAttempt current, Identity identity, HistoryUnusable why) {
    if (current == attempt) {
      current.identity = identity;
      step.set(new LoginStep.WithoutHistory(current.name, current.relay, why, false));
    }
  }

  private void heard(LoginAttempt current, MessengerEvent event) {
    if (current != attempt
        || !(event instanceof MessengerEvent.ConnectionChanged(Connection connection))) {
      return;
    }
    switch (connection) {
      case Connection.Connecting() -> {
        // A new try while the last failure is still shown: its words stay until it ends.
      }
      case Connection.Connected(String ignored) -> handOver(current);
      case Connection.Waiting waiting -> stuck(current, waiting.reason());
      case Connection.Stopped stopped -> stuck(current, stopped.reason());
    }
  }

  private void stuck(LoginAttempt current, Connection.Reason reason) {
    step.set(new LoginStep.Stuck(current.name, current.relay, reason));
  }

  private void handOver(LoginAttempt current) {
    Messenger messenger = current.messenger;
    attempt = null;
    current.stopListening();
    preferences.loggedIn(current.name, current.relay);
    step.set(CHOOSING);
    if (messenger != null) {
      host.opened(messenger);
    }
  }

  private void forgetProblemOf(@Nullable KeysFolderEntry before, @Nullable KeysFolderEntry now) {
    if (before == null || now == null || !before.label().equals(now.label())) {
      problem.set(null);
    }
  }

  /// Where an unlocked identity is from.
  @FunctionalInterface
  private interface Unlocking {
    Identity identity() throws IdentityException;
  }
}
