package chat.parley.relay;

import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.RelayStore;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The login of one connection. Belongs to the event loop.
///
///     shaking hands ──TLS──► challenged ──LOGIN──► judged ──signature good──► bound ──synced──► in
///        │ TLS, no ALPN         │ anything else       │ not let in              │ name taken
///        └──────────────────────┴─────────────────────┴─────────────────────────┴──────► refused
///
/// All of it within [RelayLimits#loginTimeout].
final class ParleyLogin {
  private static final int PROTOCOL = 1;

  /// Nobody hears this, and nobody's key was checked for it.
  private static final Doorkeeper.Verdict GONE =
      new Doorkeeper.Verdict.Refused(RefusalCode.BUSY, "the connection has ended");

  private final Connection connection;
  private final ParleyService relay;
  private final BiConsumer<PublicIdentity, FromRelay.Welcome> welcome;
  private final Future<?> timeout;
  private @Nullable Bytes nonce;

  /// @param welcome called once, when the name is bound and nobody else is logged in with it
  ParleyLogin(
      Connection connection,
      ParleyService relay,
      BiConsumer<PublicIdentity, FromRelay.Welcome> welcome) {
    this.connection = connection;
    this.relay = relay;
    this.welcome = welcome;
    this.timeout =
        connection.after(
            connection.limits().loginTimeout(), () -> connection.drop("it did not log in in time"));
  }

  /// TLS is up: asks who is there.
  void challenge() {
    Bytes fresh = relay.newNonce();
    nonce = fresh;
    connection.send(ParleyFrameDecoder.encode(new FromRelay.Challenge(PROTOCOL, fresh)));
  }

  /// Takes the one frame that a client may send now.
  void take(FromClient message) {
    Bytes challenge = nonce;
    nonce = null;
    switch (message) {
      case FromClient.Login login when challenge != null -> judge(login, challenge);
      case FromClient.LoginMisnamed _ when challenge != null ->
          refuse(RefusalCode.NAME_INVALID, "this is not a name");
      default -> refuse(RefusalCode.PROTOCOL, "one LOGIN was expected and nothing else");
    }
  }

  private void judge(FromClient.Login login, Bytes challenge) {
    if (!relay.mayLogIn(connection.network(), login.key())) {
      refuse(RefusalCode.BUSY, "too many logins from this address");
      return;
    }
    relay
        .loop()
        .check(
            () -> connection.hasEnded() ? GONE : relay.doorkeeper().judge(login, challenge),
            verdict -> {
              switch (verdict) {
                case Doorkeeper.Verdict.Refused no -> refuse(no.code(), no.reason());
                case Doorkeeper.Verdict.Known known -> bind(known.identity());
              }
            },
            () -> refuse(RefusalCode.BUSY, "too many log in now"));
  }

  private void bind(PublicIdentity identity) {
    if (connection.hasEnded()) {
      return;
    }
    Bytes key = Bytes.of(identity.spki());
    await(
        switch (relay.settings().admission()) {
          case Admission.Open _ -> relay.store().bind(identity.name(), key, false);
          // The folder decides, also that a name has another key from now on.
          case Admission.Keys _ -> relay.store().rebind(identity.name(), key);
        },
        identity,
        () -> take(identity));
  }

  private void await(
      CompletableFuture<RelayStore.Bound> binding, PublicIdentity identity, Runnable free) {
    relay
        .loop()
        .await(
            binding,
            bound -> {
              switch (bound) {
                case TAKEN -> refuse(RefusalCode.NAME_TAKEN, "this name belongs to another key");
                case FREE -> free.run();
                case OWN -> {
                  // Whose key the folder no longer has goes, also where the new one is gone again.
                  relay.members().replaceOthers(identity);
                  if (!connection.hasEnded()) {
                    enter(identity);
                  }
                }
              }
            },
            failure -> refuse(RefusalCode.BUSY, "the relay's store does not answer"));
  }

  private void take(PublicIdentity identity) {
    if (relay.mayTakeName(connection.network())) {
      await(
          relay.store().bind(identity.name(), Bytes.of(identity.spki()), true),
          identity,
          () -> refuse(RefusalCode.BUSY, "there is no room for more names"));
    } else {
      refuse(RefusalCode.BUSY, "too many new names from this address");
    }
  }

  private record Stored(List<Long> prekeys, long waiting) {}

  /// An earlier connection of the account goes only now that nothing can go wrong any more. What it leaves unacknowledged waits
  /// for this one, too.
  private void enter(PublicIdentity identity) {
    Name name = identity.name();
    relay
        .loop()
        .await(
            relay.store().prekeys(name).thenCombine(relay.store().waiting(name), Stored::new),
            stored -> {
              if (!connection.hasEnded()) {
                timeout.cancel(false);
                long left =
                    relay.members().find(name).map(peer -> peer.queue().unwritten()).orElse(0L);
                welcome.accept(identity, welcome(stored.prekeys, stored.waiting + left));
              }
            },
            failure -> refuse(RefusalCode.BUSY, "the relay's store does not answer"));
  }

  private FromRelay.Welcome welcome(List<Long> prekeys, long waiting) {
    return new FromRelay.Welcome(
        relay.clock().millis(),
        new FromRelay.Limits(
            FrameLimits.FRAME,
            relay.settings().mailbox().messages(),
            relay.settings().mailbox().bytes(),
            0),
        prekeys,
        waiting);
  }

  /// Says why, and ends the connection.
  void refuse(RefusalCode code, String reason) {
    timeout.cancel(false);
    connection.finish(ParleyFrameDecoder.encode(new FromRelay.Refused(code, reason)));
  }

  /// The connection is over.
  void ended() {
    timeout.cancel(false);
  }
}
