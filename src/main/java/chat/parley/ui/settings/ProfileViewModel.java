package chat.parley.ui.settings;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.DisplayName;
import chat.parley.model.Name;
import chat.parley.ui.kit.Batches;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// How one who is logged in likes to be called. Each account has a name of its own: the same one for two would tell
/// that they are one person's. Lives on the FX thread from its construction to [#close].
public final class ProfileViewModel implements AutoCloseable {
  private final Messenger messenger;
  private final Batches<MessengerEvent> events;
  private final Subscription subscription;
  private final ReadOnlyStringWrapper displayName =
      new ReadOnlyStringWrapper(this, "displayName", "");

  public ProfileViewModel(Messenger messenger, Executor fxThread) {
    this.messenger = messenger;
    this.events = new Batches<>(fxThread, this::apply);
    this.subscription = messenger.listen(events);
  }

  /// The account.
  Name name() {
    return messenger.account().name();
  }

  /// How the user likes to be called; empty for no way in particular.
  ReadOnlyStringProperty displayNameProperty() {
    return displayName.getReadOnlyProperty();
  }

  /// Tells contacts another name from now on.
  ///
  /// @param typed empty for none
  /// @return whether that can be a name
  boolean choose(String typed) {
    Optional<DisplayName> name = DisplayName.typed(typed);
    if (name.isEmpty() && !typed.isBlank()) {
      return false;
    }
    if (!name.map(DisplayName::value).orElse("").equals(displayName.get())) {
      messenger.setDisplayName(name.orElse(null));
    }
    return true;
  }

  private void apply(List<MessengerEvent> batch) {
    for (MessengerEvent event : batch) {
      if (event instanceof MessengerEvent.DisplayNameChosen(DisplayName name)) {
        show(name);
      }
    }
  }

  private void show(@Nullable DisplayName name) {
    displayName.set(name == null ? "" : name.value());
  }

  @Override
  public void close() {
    subscription.close();
    events.close();
  }
}
