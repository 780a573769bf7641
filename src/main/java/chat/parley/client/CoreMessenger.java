package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.PublicIdentity;
import chat.parley.identity.SafetyNumber;
import chat.parley.model.ChatMessage;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door to the core: every call becomes a task of the core thread, which its [Desk] does.
final class CoreMessenger implements Messenger {
  private static final int MAX_PAGE = 500;
  private static final Duration GOODBYE = Duration.ofMillis(1_500);
  private static final Duration END = Duration.ofSeconds(2);

  private final Core core;
  private final Executor workers;
  private final Identity me;
  private final @Nullable Invitation invitation;
  private final Listeners listeners;
  private final Desk desk;
  private final RelayConnection connection;
  private final KeysFeed keys;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Queue<CompletableFuture<?>> unanswered = new ConcurrentLinkedQueue<>();
  private final Goodbyes goodbyes;

  /// @param folder where the keys of contacts are
  /// @param invitation how others come to the same relay; null if they cannot
  /// @param connection of this desk; begun here
  CoreMessenger(
      Core core,
      Identity me,
      @Nullable Invitation invitation,
      KeysFolder folder,
      Listeners listeners,
      Desk desk,
      RelayConnection connection,
      Executor workers,
      Goodbyes goodbyes) {
    this.core = core;
    this.goodbyes = goodbyes;
    this.workers = workers;
    this.me = me;
    this.invitation = invitation;
    this.listeners = listeners;
    this.desk = desk;
    this.connection = connection;
    this.keys = new KeysFeed(core, folder, desk);
    core.execute(this::begin);
  }

  private void begin() {
    desk.begin();
    keys.read();
    connection.connect();
  }

  @Override
  public Account account() {
    return new Account(me.name(), me.fingerprint(), me.keyBits(), invitation);
  }

  @Override
  public Protection protection() {
    return desk.protection();
  }

  @Override
  public Subscription listen(Consumer<MessengerEvent> listener) {
    return listeners.add(listener, this::state);
  }

  private List<MessengerEvent> state() {
    List<MessengerEvent> state = new ArrayList<>();
    desk.contacts().forEach(contact -> state.add(new MessengerEvent.ContactChanged(contact)));
    if (desk.protection() == Protection.PARLEY) {
      state.add(new MessengerEvent.DisplayNameChosen(desk.displayName().orElse(null)));
    }
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
  public void reply(Name contact, String text, MessageId answered) {
    if (!text.isBlank()) {
      core.execute(() -> desk.reply(contact, text, answered));
    }
  }

  @Override
  public void edit(MessageId message, String text) {
    if (!text.isBlank()) {
      core.execute(() -> desk.edit(message, text));
    }
  }

  @Override
  public void delete(MessageId message) {
    core.execute(() -> desk.delete(message));
  }

  @Override
  public void react(MessageId message, @Nullable Emoji emoji) {
    core.execute(() -> desk.react(message, emoji));
  }

  @Override
  public void setLifetime(Name contact, Lifetime lifetime) {
    core.execute(() -> desk.setLifetime(contact, lifetime));
  }

  @Override
  public void setDisplayName(@Nullable DisplayName name) {
    core.execute(() -> desk.setDisplayName(name));
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
    return ask(() -> desk.page(contact, before, limit));
  }

  @Override
  public HistoryReader fromBeginning(Name contact) {
    return reader(desk.fromBeginning(contact));
  }

  @Override
  public HistoryReader fromEnd(Name contact) {
    return reader(desk.fromEnd(contact));
  }

  private HistoryReader reader(Desk.Passage passage) {
    return () -> ask(() -> passage.next(MAX_PAGE));
  }

  @Override
  public void markRead(Name contact) {
    core.execute(() -> desk.markRead(contact));
  }

  @Override
  public CompletableFuture<KeyDetails> keyDetails(Name contact) {
    return ask(() -> desk.shownKey(contact))
        .thenCompose(
            key ->
                key.isEmpty()
                    ? CompletableFuture.failedFuture(new ContactKeyMissing(contact))
                    : CompletableFuture.supplyAsync(() -> details(key.get()), workers));
  }

  private KeyDetails details(Desk.ShownKey shown) {
    PublicIdentity owner = shown.owner();
    SafetyNumber number = SafetyNumber.of(me.publicKey(), me.name(), owner.key(), owner.name());
    return new KeyDetails(
        owner.name(), owner.fingerprint(), number.groups(), owner.bits(), shown.file());
  }

  /// Asks the desk; after the end there is no answer.
  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    return askLater(answer -> answer.completeAsync(question, Runnable::run));
  }

  private <T> CompletableFuture<T> askLater(Consumer<CompletableFuture<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    unanswered.removeIf(CompletableFuture::isDone);
    unanswered.add(answer);
    if (closed.get()) {
      answer.cancel(false);
    } else {
      core.execute(() -> question.accept(answer));
    }
    if (ended.isDone()) {
      // The end may have been before the core could hear the question.
      answer.cancel(false);
    }
    return answer;
  }

  @Override
  public void verify(Name contact, Fingerprint compared) {
    core.execute(() -> desk.verify(contact, compared));
  }

  @Override
  public void withdrawVerification(Name contact) {
    core.execute(() -> desk.withdrawVerification(contact));
  }

  @Override
  public CompletableFuture<Lookup> meet(Name name) {
    return askLater(answer -> desk.meet(name, answer));
  }

  @Override
  public CompletableFuture<Directory> directory() {
    return askLater(desk::directory);
  }

  @Override
  public void accept(Name contact) {
    core.execute(() -> desk.accept(contact));
  }

  @Override
  public void decline(Name contact) {
    core.execute(() -> desk.decline(contact));
  }

  @Override
  public void block(Name contact) {
    core.execute(() -> desk.block(contact));
  }

  @Override
  public void unblock(Name contact) {
    core.execute(() -> desk.unblock(contact));
  }

  @Override
  public void typing(Name contact) {
    core.execute(() -> desk.typing(contact));
  }

  @Override
  public void disclose(Disclosure disclosure) {
    core.execute(() -> desk.disclose(disclosure));
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
    goodbyes.begin(ended);
    keys.close();
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
      ended.get(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It ends without us.
    }
  }

  private void end() {
    desk.close();
    core.stop();
    ended.complete(null);
    unanswered.forEach(answer -> answer.cancel(false));
  }
}
