package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderWatch;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PeerKey;
import chat.parley.identity.SafetyNumber;
import chat.parley.model.ChatMessage;
import chat.parley.model.Disclosure;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.RelayAddress;
import chat.parley.store.VerifiedKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door to the core: every call becomes a task of the core thread.
final class CoreMessenger implements Messenger {
  private static final int MAX_PAGE = 500;
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Core core;
  private final Identity me;
  private final KeysFolder folder;
  private final Messengers.Surroundings around;
  private final Listeners listeners;
  private final VerifiedKeys verified;
  private final KeyRing keys;
  private final Desk desk;
  private final RelayConnection connection;
  private final KeysFolderWatch watch;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  CoreMessenger(
      Identity me, KeysFolder folder, RelayAddress.Classic relay, Messengers.Surroundings around) {
    this.core = new Core("parley-" + me.name(), around.workers());
    this.me = me;
    this.folder = folder;
    this.around = around;
    this.listeners = new Listeners(core);
    this.verified =
        VerifiedKeys.open(around.dataFolder(), me.fingerprint(), around.clock().instant());
    this.keys = new KeyRing(verified);
    this.desk = new Desk(core, me, keys, listeners, around);
    this.connection =
        new RelayConnection(
            core, desk, new ClassicLine(core, desk, me.name().value(), relay), around);
    this.watch = folder.watch(this::readKeys);
    core.execute(this::begin);
  }

  private void begin() {
    verified
        .damaged()
        .ifPresent(path -> desk.tell(new Notice.VerificationsDamaged(path.toString())));
    readKeys();
    connection.connect();
  }

  /// On whatever thread: the keys are read here, and taken over on the core in the order they were read.
  private synchronized void readKeys() {
    try {
      List<PeerEntry> peers = folder.peers();
      core.execute(() -> desk.keysRead(peers));
    } catch (IdentityException e) {
      String sentence = e.problem().sentence();
      core.execute(() -> desk.tell(new Notice.KeysUnreadable(sentence)));
    }
  }

  @Override
  public Account account() {
    return new Account(me.name(), me.fingerprint(), me.keyBits());
  }

  @Override
  public Subscription listen(Consumer<MessengerEvent> listener) {
    return listeners.add(listener, this::state);
  }

  private List<MessengerEvent> state() {
    List<MessengerEvent> state = new ArrayList<>();
    desk.contacts().all().forEach(contact -> state.add(new MessengerEvent.ContactChanged(contact)));
    state.add(new MessengerEvent.ConnectionChanged(desk.connection()));
    return state;
  }

  @Override
  public void send(Name contact, String text) {
    if (!text.isBlank()) {
      core.execute(() -> desk.send(contact, text));
    }
  }

  @Override
  public void retry(MessageId message) {
    core.execute(() -> desk.retry(message));
  }

  @Override
  public void discard(MessageId message) {
    core.execute(() -> desk.discard(message));
  }

  @Override
  public CompletableFuture<List<ChatMessage>> page(
      Name contact, @Nullable MessageId before, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to 500 entries");
    }
    return ask(
        () ->
            desk.contacts()
                .existing(contact)
                .map(conversation -> conversation.page(before, limit))
                .orElse(List.of()));
  }

  @Override
  public void markRead(Name contact) {
    core.execute(() -> desk.markRead(contact));
  }

  @Override
  public CompletableFuture<KeyDetails> keyDetails(Name contact) {
    return ask(() -> keys.key(contact))
        .thenCompose(
            key ->
                key.isEmpty()
                    ? CompletableFuture.failedFuture(new ContactKeyMissing(contact))
                    : CompletableFuture.supplyAsync(() -> details(key.get()), around.workers()));
  }

  private KeyDetails details(PeerKey peer) {
    SafetyNumber number = SafetyNumber.of(me.publicKey(), me.name(), peer.key(), peer.name());
    return new KeyDetails(
        peer.name(), peer.fingerprint(), number.groups(), peer.bits(), peer.file());
  }

  /// Asks the core; after the end there is no answer.
  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (closed.get()) {
      answer.cancel(false);
    } else {
      core.execute(() -> answer.completeAsync(question, Runnable::run));
    }
    return answer;
  }

  @Override
  public void verify(Name contact, Fingerprint compared) {
    core.execute(() -> desk.verify(contact, compared));
  }

  @Override
  public CompletableFuture<Lookup> meet(Name name) {
    return CompletableFuture.completedFuture(Lookup.NOT_POSSIBLE);
  }

  @Override
  public CompletableFuture<Directory> directory() {
    return CompletableFuture.completedFuture(Directory.CLOSED);
  }

  // Only who is in the keys folder can be written with: there are no requests, and nobody to keep
  // away.

  @Override
  public void accept(Name contact) {}

  @Override
  public void decline(Name contact) {}

  @Override
  public void block(Name contact) {}

  @Override
  public void unblock(Name contact) {}

  // The protocol has neither receipts nor a word for typing.

  @Override
  public void typing(Name contact) {}

  @Override
  public void disclose(Disclosure disclosure) {}

  @Override
  public Protection protection() {
    return Protection.CLASSIC;
  }

  @Override
  public void withdrawVerification(Name contact) {
    core.execute(() -> desk.withdrawVerification(contact));
  }

  @Override
  public void reconnectNow() {
    core.execute(connection::reconnectNow);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    watch.close();
    core.execute(
        () -> {
          var _ = core.after(GOODBYE, connection::abort);
          connection.leave(this::end);
        });
    // A listener that closes would wait for itself.
    if (!core.isThisThread()) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      var _ = ended.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    core.stop();
    ended.countDown();
  }
}
