package chat.parley.relay;

import chat.parley.crypto.Keys;
import chat.parley.identity.Identity;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A relay of Parley 1 on a free port, and people of one key who log in there.
final class TestRelay implements AutoCloseable {
  static final Rate UNLIMITED = new Rate(1 << 30, 1 << 30);

  /// Rates that no test meets by accident.
  static final ParleyLimits LIMITS =
      new ParleyLimits(
          20,
          Duration.ofMillis(250),
          256,
          1 << 20,
          16 << 20,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          UNLIMITED,
          UNLIMITED,
          UNLIMITED,
          UNLIMITED,
          new AddressRates(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED));

  private final Relay relay;
  private final Fingerprint pin;

  TestRelay(Relay relay) {
    this.relay = relay;
    this.pin = relay.fingerprint().orElseThrow();
  }

  static TestRelay start(Path data) throws RelayNotStarted {
    return start(settings(data));
  }

  static TestRelay start(ParleySettings settings) throws RelayNotStarted {
    return new TestRelay(Relay.start(relaySettings(settings)));
  }

  static RelaySettings relaySettings(ParleySettings settings) {
    return new RelaySettings(
        RelaySettings.address("127.0.0.1"),
        Optional.of(settings),
        OptionalInt.empty(),
        RelayLimits.DEFAULT);
  }

  static ParleySettings settings(Path data) {
    return settings(data, MailboxLimits.DEFAULT, LIMITS);
  }

  static ParleySettings settings(Path data, MailboxLimits mailbox, ParleyLimits limits) {
    return new ParleySettings(
        0, data, Optional.empty(), new Admission.Open(), true, mailbox, limits);
  }

  static Identity person(String name) throws Exception {
    return new Identity(new Name(name), Keys.privateKey());
  }

  /// Somebody with another key than everybody else.
  static Identity stranger(String name) throws Exception {
    return new Identity(new Name(name), Keys.privateKey("other.pem"));
  }

  ParleyTestClient connect() throws Exception {
    return ParleyTestClient.connect(address(), pin);
  }

  ParleyTestClient loggedIn(String name) throws Exception {
    return ParleyTestClient.loggedIn(address(), pin, person(name));
  }

  InetSocketAddress address() {
    return relay.parleyAddress();
  }

  Fingerprint pin() {
    return pin;
  }

  Relay relay() {
    return relay;
  }

  @Override
  public void close() {
    relay.close();
  }
}
