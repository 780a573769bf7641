package chat.parley.ui.fingerprint;

import chat.parley.client.ContactKeyMissing;
import chat.parley.client.KeyDetails;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.ui.fingerprint.PanelState.Failed;
import chat.parley.ui.fingerprint.PanelState.Failure;
import chat.parley.ui.fingerprint.PanelState.Full;
import chat.parley.ui.fingerprint.PanelState.Loading;
import chat.parley.ui.fingerprint.PanelState.Nothing;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The key of one contact at a time, as the fingerprint panel shows it. Lives as long as its window;
/// used on the FX thread.
///
/// ```
/// Nothing ── show ──▶ Loading ──▶ Full ◀─┐ trust changed
///                      ▲    └──▶ Failed  │
///                      └─────────────────┘ another key, or another contact
/// ```
///
/// An answer that comes when something else is shown by then is dropped.
public final class FingerprintViewModel implements AutoCloseable {
  private static final long SLOW_AFTER_MILLIS = 300;

  private final Messenger messenger;
  private final Executor ui;
  private final Executor whenSlow;
  private final Subscription subscription;
  private final Map<Name, Contact> contacts = new HashMap<>();
  private final ReadOnlyObjectWrapper<PanelState> state =
      new ReadOnlyObjectWrapper<>(this, "state", new Nothing());
  private final StringProperty pasted = new SimpleStringProperty(this, "pasted", "");
  private final ReadOnlyObjectWrapper<Comparison> comparison =
      new ReadOnlyObjectWrapper<>(this, "comparison", new Comparison.Nothing());
  private @Nullable Name shown;
  private @Nullable Fingerprint requested;
  private long request;
  private boolean closed;

  /// @param ui where all of this runs
  public FingerprintViewModel(Messenger messenger, Executor ui) {
    this(
        messenger,
        ui,
        CompletableFuture.delayedExecutor(SLOW_AFTER_MILLIS, TimeUnit.MILLISECONDS, ui));
  }

  /// @param whenSlow runs a task on the FX thread once it took so long that one must say so
  FingerprintViewModel(Messenger messenger, Executor ui, Executor whenSlow) {
    this.messenger = messenger;
    this.ui = ui;
    this.whenSlow = whenSlow;
    pasted.subscribe(() -> compare());
    subscription = messenger.listen(event -> ui.execute(() -> hear(event)));
  }

  // Properties

  public ReadOnlyObjectProperty<PanelState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// How the conversations are protected.
  Protection protection() {
    return messenger.protection();
  }

  /// What the user pasted to compare; emptied when another key is shown.
  public StringProperty pastedProperty() {
    return pasted;
  }

  /// What comparing it says.
  public ReadOnlyObjectProperty<Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  // Commands

  /// Shows a contact's key.
  public void show(Name contact) {
    if (!contact.equals(shown)) {
      shown = contact;
      forgetRequest();
      refresh();
    }
  }

  /// Shows nothing.
  public void hide() {
    shown = null;
    forgetRequest();
    refresh();
  }

  /// Reads the key once more, after it failed.
  public void reload() {
    forgetRequest();
    refresh();
  }

  /// Notes that the user compared the key that is on the screen, and no other.
  public void markVerified() {
    if (state.get() instanceof Full(Contact contact, KeyDetails details)) {
      messenger.verify(contact.name(), details.fingerprint());
    }
  }

  /// Takes the mark back; a changed key counts as seen from then on.
  public void withdraw() {
    if (state.get() instanceof Full(Contact contact, KeyDetails _)) {
      messenger.withdrawVerification(contact.name());
    }
  }

  /// Hears nothing more.
  @Override
  public void close() {
    closed = true;
    forgetRequest();
    subscription.close();
  }

  private void hear(MessengerEvent event) {
    if (closed) {
      return;
    }
    Name changed =
        switch (event) {
          case MessengerEvent.ContactChanged(Contact contact) -> {
            contacts.put(contact.name(), contact);
            yield contact.name();
          }
          case MessengerEvent.ContactGone(Name name) -> {
            lose(name);
            yield null;
          }
          default -> null;
        };
    if (changed != null && changed.equals(shown)) {
      refresh();
    }
  }

  private void lose(Name name) {
    contacts.remove(name);
    if (name.equals(shown)) {
      forgetRequest();
      become(new Failed(name, Failure.GONE));
    }
  }

  private void refresh() {
    Name name = shown;
    if (name == null) {
      become(new Nothing());
      return;
    }
    Contact contact = contacts.get(name);
    if (contact == null) {
      startLoading(name, null); // the event that tells of it is on its way
      return;
    }
    Fingerprint fingerprint = contact.fingerprint();
    if (fingerprint == null) {
      forgetRequest();
      become(new Failed(name, failure(contact)));
    } else if (state.get() instanceof Full(Contact _, KeyDetails details)
        && details.contact().equals(name)
        && details.fingerprint().equals(fingerprint)) {
      become(new Full(contact, details));
    } else if (!Objects.equals(fingerprint, requested)) {
      load(name, fingerprint);
    }
  }

  private void load(Name name, Fingerprint fingerprint) {
    long mine = startLoading(name, fingerprint);
    var _ =
        messenger
            .keyDetails(name)
            .whenCompleteAsync(
                (details, failure) -> {
                  if (mine == request) {
                    arrive(name, details, failure);
                  }
                },
                ui);
  }

  private long startLoading(Name name, @Nullable Fingerprint fingerprint) {
    long mine = ++request;
    requested = fingerprint;
    become(new Loading(name, fingerprint, false));
    whenSlow.execute(
        () -> {
          if (mine == request && state.get() instanceof Loading) {
            become(new Loading(name, fingerprint, true));
          }
        });
    return mine;
  }

  private void arrive(Name name, @Nullable KeyDetails details, @Nullable Throwable failure) {
    Contact contact = contacts.get(name);
    if (contact == null) {
      return;
    }
    if (details == null) {
      requested = null;
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      become(
          new Failed(
              name, cause instanceof ContactKeyMissing ? failure(contact) : Failure.UNREADABLE));
    } else if (Objects.equals(details.fingerprint(), contact.fingerprint())) {
      requested = null;
      become(new Full(contact, details));
    }
    // Otherwise the key changed on the way: the event that says so is coming and loads it again.
  }

  private void forgetRequest() {
    request++;
    requested = null;
  }

  private void become(PanelState next) {
    boolean otherKey = !Objects.equals(key(next), key(state.get()));
    state.set(next);
    if (otherKey) {
      pasted.set("");
    }
    compare();
  }

  private void compare() {
    comparison.set(
        state.get() instanceof Full(Contact _, KeyDetails details)
            ? Comparison.of(pasted.get(), details, messenger.account().fingerprint())
            : new Comparison.Nothing());
  }

  private static @Nullable Fingerprint key(PanelState state) {
    return state instanceof Full(Contact _, KeyDetails details) ? details.fingerprint() : null;
  }

  private static Failure failure(Contact contact) {
    return switch (contact.problem()) {
      case UNUSABLE -> Failure.UNUSABLE;
      case SIGNATURE_WRONG -> Failure.SIGNATURE_WRONG;
      case MISSING -> Failure.MISSING;
      case null -> Failure.MISSING;
    };
  }
}
