package chat.parley.ui.contacts;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.Connection;
import chat.parley.model.Protection;
import chat.parley.ui.kit.Batches;
import chat.parley.ui.kit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How the connection stands, in words; counts down to the next try.
///
/// Lives on the FX thread from its construction to [#close].
public final class ConnectionViewModel implements AutoCloseable {
  private static final String HERE = "127.0.0.1:";
  private static final Texts TEXTS = Texts.of("contacts");
  private static final Texts.Choices<Connection.Reason> REASONS =
      TEXTS.choices(Connection.Reason.class);

  private final Messenger messenger;
  private final InstantSource clock;
  private final Batches<MessengerEvent> events;
  private final Subscription subscription;
  private final ReadOnlyObjectWrapper<ConnectionState> state;
  private Connection connection = new Connection.Connecting();

  public ConnectionViewModel(Messenger messenger, Executor fxThread, InstantSource clock) {
    this.messenger = messenger;
    this.clock = clock;
    this.state = new ReadOnlyObjectWrapper<>(this, "state", describe(connection));
    events = new Batches<>(fxThread, this::apply);
    subscription = messenger.listen(events);
  }

  // Properties

  public ReadOnlyObjectProperty<ConnectionState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  // Commands

  /// Counts on: to be called every second while the state [is a countdown][ConnectionState#counting].
  public void tick() {
    state.set(describe(connection));
  }

  /// Connects now.
  public void tryNow() {
    messenger.reconnectNow();
  }

  @Override
  public void close() {
    subscription.close();
    events.close();
  }

  private void apply(List<MessengerEvent> batch) {
    for (MessengerEvent event : batch) {
      if (event instanceof MessengerEvent.ConnectionChanged(Connection next)) {
        connection = next;
      }
    }
    tick();
  }

  private ConnectionState describe(Connection now) {
    return switch (now) {
      case Connection.Connecting() ->
          new ConnectionState(ConnectionState.Stage.CONNECTING, TEXTS.get("connecting"), "");
      case Connection.Connected(String relay) ->
          new ConnectionState(
              ConnectionState.Stage.CONNECTED, name(relay), TEXTS.get("connected", relay));
      case Connection.Waiting(Connection.Reason reason, Instant retryAt) ->
          new ConnectionState(
              ConnectionState.Stage.WAITING,
              REASONS.get(reason),
              TEXTS.get("try-again-in", secondsTo(retryAt)));
      case Connection.Stopped(Connection.Reason reason) ->
          new ConnectionState(ConnectionState.Stage.STOPPED, words(reason), advice(reason));
    };
  }

  private String name(String relay) {
    if (messenger.protection() == Protection.CLASSIC) {
      return TEXTS.get("connected.classic", relay);
    }
    return relay.startsWith(HERE) ? TEXTS.get("connected.here") : relay;
  }

  private String words(Connection.Reason reason) {
    return isOwnKeyNew(reason) ? TEXTS.get("own-key-new") : REASONS.get(reason);
  }

  /// A relay of Parley 1 keeps a name for the first key that came with it.
  private boolean isOwnKeyNew(Connection.Reason reason) {
    return reason == Connection.Reason.NAME_TAKEN && messenger.protection() == Protection.PARLEY;
  }

  private String advice(Connection.Reason reason) {
    return switch (reason) {
      case NAME_TAKEN ->
          isOwnKeyNew(reason)
              ? TEXTS.get("advice.own-key-new", messenger.account().name())
              : TEXTS.get("advice.name-taken", messenger.account().name());
      case NOT_A_RELAY -> TEXTS.get("advice.not-a-relay");
      case RELAY_CHANGED -> TEXTS.get("advice.relay-changed");
      case NOT_ADMITTED -> TEXTS.get("advice.not-admitted");
      case KEY_REJECTED -> TEXTS.get("advice.key-rejected");
      case REPLACED -> TEXTS.get("advice.replaced", messenger.account().name());
      case HISTORY_FAILED -> TEXTS.get("advice.history-failed");
      case UNREACHABLE, LOST, BUSY, CLOSED -> TEXTS.get("advice.try");
    };
  }

  private long secondsTo(Instant moment) {
    long millis = Duration.between(clock.instant(), moment).toMillis();
    return Math.max(1, Math.ceilDiv(millis, 1000));
  }
}
