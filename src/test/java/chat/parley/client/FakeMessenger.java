package chat.parley.client;

import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Fingerprint;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Presence;
import chat.parley.model.Protection;
import chat.parley.model.Quote;
import chat.parley.model.Trust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A [Messenger] in memory, for tests of screens: a test says what happens ("bob writes", "the relay
/// is lost"), and reads what the screen asked for in [#calls].
///
/// Events are told at once, on the thread that causes them. A message that is sent goes to the relay at
/// once while connected, and waits otherwise.
public final class FakeMessenger implements Messenger {
  /// How many entries a [HistoryReader] gives at once.
  private static final int READ_AT_ONCE = 3;

  private final Account account;
  private final InstantSource clock;
  private final Map<Name, Contact> contacts = new LinkedHashMap<>();
  private final Map<Name, List<ChatMessage>> logs = new LinkedHashMap<>();
  private final List<Consumer<MessengerEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private Connection connection = new Connection.Connected("relay.example:8080");
  private boolean pagesHeld;
  private boolean pagesFail;
  private final List<Runnable> heldPages = new ArrayList<>();
  private boolean keyDetailsHeld;
  private final List<Runnable> heldKeyDetails = new ArrayList<>();
  private Protection protection = Protection.CLASSIC;
  private Lookup lookup = Lookup.NOT_POSSIBLE;
  private Directory directory = Directory.CLOSED;
  private @Nullable DisplayName displayName;
  private int ids;

  public FakeMessenger(Name self, InstantSource clock) {
    this.account = new Account(self, fingerprintOf(self.value()), 3072, null);
    this.clock = clock;
  }

  /// Alice, now, with no contacts.
  public static FakeMessenger alice() {
    return new FakeMessenger(new Name("alice"), InstantSource.system());
  }

  /// Some fingerprint, always the same one for the same seed.
  public static Fingerprint fingerprintOf(String seed) {
    try {
      return new Fingerprint(
          MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  // What happens

  /// A contact that is here, whose key was seen before, and with whom nothing was written yet.
  public synchronized Name contact(String name) {
    Name id = new Name(name);
    put(
        Contact.of(id)
            .withKey(fingerprintOf(name), new Trust.SeenBefore())
            .withPresence(Presence.HERE));
    return id;
  }

  /// Adds or replaces a contact.
  public synchronized void put(Contact contact) {
    contacts.put(contact.name(), contact);
    tell(new MessengerEvent.ContactChanged(contact));
  }

  /// Changes a contact that is there.
  public synchronized void change(Name contact, UnaryOperator<Contact> change) {
    put(change.apply(Objects.requireNonNull(contacts.get(contact))));
  }

  public void presence(Name contact, Presence presence) {
    change(contact, c -> c.withPresence(presence));
  }

  public void trust(Name contact, Trust trust) {
    change(contact, c -> c.withKey(c.fingerprint(), trust));
  }

  /// The contact's key cannot be used: no fingerprint from now on.
  public void problem(Name contact, Contact.KeyProblem problem) {
    change(contact, c -> c.withKey(null, c.trust()).withProblem(problem));
  }

  public synchronized void gone(Name contact) {
    contacts.remove(contact);
    tell(new MessengerEvent.ContactGone(contact));
  }

  /// A text comes from the contact, now.
  public MessageId receive(Name from, String text) {
    return receive(from, text, clock.instant());
  }

  public synchronized MessageId receive(Name from, String text, Instant at) {
    MessageId id = nextId();
    add(new ChatMessage.Incoming(id, from, at, text, false), 1);
    return id;
  }

  /// A text comes under another key than the one that the user had compared.
  public synchronized MessageId receiveInDoubt(Name from, String text) {
    MessageId id = nextId();
    add(new ChatMessage.Incoming(id, from, clock.instant(), text, true), 1);
    return id;
  }

  /// A line about the conversation appears, now.
  public synchronized MessageId note(Name contact, ChatMessage.Note.Kind kind) {
    MessageId id = nextId();
    add(new ChatMessage.Note(id, contact, clock.instant(), kind), 0);
    return id;
  }

  /// A text of one's own that is in the log already.
  public synchronized MessageId sent(Name to, String text, Instant at, Delivery delivery) {
    MessageId id = nextId();
    add(new ChatMessage.Outgoing(id, to, at, text, delivery), 0);
    return id;
  }

  /// A message of one's own gets further, or fails.
  public synchronized void delivery(MessageId message, Delivery delivery) {
    for (List<ChatMessage> log : logs.values()) {
      for (int i = 0; i < log.size(); i++) {
        if (log.get(i) instanceof ChatMessage.Outgoing own && own.id().equals(message)) {
          ChatMessage.Outgoing next = own.with(delivery);
          log.set(i, next);
          tell(new MessengerEvent.MessageChanged(next));
          showLast(next.conversation(), 0);
          return;
        }
      }
    }
  }

  public synchronized void connection(Connection next) {
    connection = next;
    tell(new MessengerEvent.ConnectionChanged(next));
  }

  public synchronized void notice(Notice notice) {
    tell(new MessengerEvent.Noticed(notice));
  }

  /// Whether the history cannot be read from now on.
  public synchronized void failPages(boolean fail) {
    pagesFail = fail;
  }

  /// From now on [#page] answers only when [#releasePages] is called.
  public synchronized void holdPages() {
    pagesHeld = true;
  }

  public synchronized void releasePages() {
    pagesHeld = false;
    List<Runnable> held = List.copyOf(heldPages);
    heldPages.clear();
    held.forEach(Runnable::run);
  }

  /// From now on [#keyDetails] answers only when [#releaseKeyDetails] is called.
  public synchronized void holdKeyDetails() {
    keyDetailsHeld = true;
  }

  public synchronized void releaseKeyDetails() {
    keyDetailsHeld = false;
    List<Runnable> held = List.copyOf(heldKeyDetails);
    heldKeyDetails.clear();
    held.forEach(Runnable::run);
  }

  /// The contact has another key from now on.
  public void key(Name contact, Fingerprint fingerprint, Trust trust) {
    change(contact, c -> c.withKey(fingerprint, trust).withProblem(null));
  }

  /// A stranger's text waits for the user's decision, as any request.
  public synchronized Name request(String name, String text) {
    Name id = contact(name);
    change(
        id,
        c -> c.withStanding(Contact.Standing.REQUEST).withKey(c.fingerprint(), new Trust.New()));
    receive(id, text);
    return id;
  }

  /// How the conversations are protected from now on; at first it is [Protection#CLASSIC].
  public void protection(Protection next) {
    protection = next;
  }

  /// What [#meet] answers from now on.
  public void lookup(Lookup next) {
    lookup = next;
  }

  /// What [#directory] answers from now on.
  public void directory(Directory next) {
    directory = next;
  }

  // What the screen did

  /// The calls that change something, in order, as `send bob: hello` or `reconnectNow`.
  public List<String> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /// How many listeners have not closed their subscription.
  public int listeners() {
    return listeners.size();
  }

  /// The conversation as it stands.
  public synchronized List<ChatMessage> log(Name contact) {
    return List.copyOf(logs.getOrDefault(contact, List.of()));
  }

  // Messenger

  @Override
  public Account account() {
    return account;
  }

  @Override
  public synchronized Subscription listen(Consumer<MessengerEvent> listener) {
    contacts.values().forEach(c -> listener.accept(new MessengerEvent.ContactChanged(c)));
    if (protection == Protection.PARLEY) {
      listener.accept(new MessengerEvent.DisplayNameChosen(displayName));
    }
    listener.accept(new MessengerEvent.ConnectionChanged(connection));
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public synchronized void send(Name contact, String text) {
    calls.add("send " + contact + ": " + text);
    Delivery delivery =
        connection instanceof Connection.Connected
            ? new Delivery.AtRelay()
            : new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED);
    sent(contact, text, clock.instant(), delivery);
  }

  @Override
  public synchronized void reply(Name contact, String text, MessageId answered) {
    send(contact, text);
    calls.add("reply to " + answered);
    ChatMessage.Outgoing own = (ChatMessage.Outgoing) log(contact).getLast();
    replace(own.with(own.particulars().withQuote(quote(contact, answered))));
  }

  private Quote quote(Name contact, MessageId answered) {
    for (ChatMessage each : log(contact)) {
      if (each.id().equals(answered)) {
        return switch (each) {
          case ChatMessage.Incoming in -> Quote.of(in.id(), false, in.text());
          case ChatMessage.Outgoing out -> Quote.of(out.id(), true, out.text());
          case ChatMessage.Note _ -> Quote.ABSENT;
        };
      }
    }
    return Quote.ABSENT;
  }

  @Override
  public synchronized void edit(MessageId message, String text) {
    calls.add("edit " + message + ": " + text);
    find(message)
        .ifPresent(
            each -> {
              if (each instanceof ChatMessage.Outgoing own) {
                Particulars now = own.particulars();
                replace(
                    own.withText(text)
                        .with(
                            new Particulars(
                                now.quote(), true, false, now.mine(), now.theirs(), now.expiry())));
              }
            });
  }

  @Override
  public synchronized void delete(MessageId message) {
    calls.add("delete " + message);
    deleted(message);
  }

  /// The contact put other words in the place of a text.
  public synchronized void editedByContact(MessageId message, String text) {
    find(message)
        .ifPresent(
            each -> {
              if (each instanceof ChatMessage.Incoming in) {
                Particulars now = in.particulars();
                replace(
                    in.withText(text)
                        .with(
                            new Particulars(
                                now.quote(), true, false, now.mine(), now.theirs(), now.expiry())));
              }
            });
  }

  /// The time of a text is over.
  public synchronized void expire(MessageId message) {
    logs.forEach(
        (contact, log) -> {
          if (log.removeIf(entry -> entry.id().equals(message))) {
            tell(new MessengerEvent.MessageRemoved(contact, message));
            showLast(contact, 0);
          }
        });
  }

  /// Whoever wrote a text took it back.
  public synchronized void deleted(MessageId message) {
    Particulars gone = new Particulars(null, false, true, null, null, null);
    find(message)
        .ifPresent(
            each -> {
              switch (each) {
                case ChatMessage.Incoming in -> replace(in.withText("").with(gone));
                case ChatMessage.Outgoing out -> replace(out.withText("").with(gone));
                case ChatMessage.Note _ -> {}
              }
            });
  }

  @Override
  public synchronized void react(MessageId message, @Nullable Emoji emoji) {
    calls.add("react " + message + " " + (emoji == null ? "" : emoji.text()));
    particulars(
        message,
        now ->
            new Particulars(
                now.quote(), now.isEdited(), now.isDeleted(), emoji, now.theirs(), now.expiry()));
  }

  /// What belongs to a text is another now.
  public synchronized void particulars(MessageId message, UnaryOperator<Particulars> change) {
    find(message)
        .ifPresent(
            each -> {
              Particulars next = change.apply(each.particulars());
              switch (each) {
                case ChatMessage.Incoming in -> replace(in.with(next));
                case ChatMessage.Outgoing out -> replace(out.with(next));
                case ChatMessage.Note _ -> {}
              }
            });
  }

  private Optional<ChatMessage> find(MessageId message) {
    return logs.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.id().equals(message))
        .findFirst();
  }

  private void replace(ChatMessage message) {
    Name contact = message.conversation();
    logs.getOrDefault(contact, new ArrayList<>())
        .replaceAll(each -> each.id().equals(message.id()) ? message : each);
    tell(new MessengerEvent.MessageChanged(message));
    showLast(contact, 0);
  }

  @Override
  public void setLifetime(Name contact, Lifetime lifetime) {
    calls.add("setLifetime " + contact + " " + lifetime);
    change(contact, c -> c.withLifetime(lifetime));
  }

  @Override
  public synchronized void setDisplayName(@Nullable DisplayName name) {
    calls.add("setDisplayName " + (name == null ? "" : name.value()));
    displayName = name;
    tell(new MessengerEvent.DisplayNameChosen(name));
  }

  @Override
  public void retry(MessageId message) {
    calls.add("retry " + message);
    delivery(message, new Delivery.AtRelay());
  }

  @Override
  public synchronized void discard(MessageId message) {
    calls.add("discard " + message);
    logs.forEach(
        (contact, log) -> {
          if (log.removeIf(entry -> entry.id().equals(message))) {
            tell(new MessengerEvent.MessageRemoved(contact, message));
            showLast(contact, 0);
          }
        });
  }

  @Override
  public synchronized CompletableFuture<List<ChatMessage>> page(
      Name contact, @Nullable MessageId before, int limit) {
    return answer(() -> pageNow(contact, before, limit));
  }

  private synchronized CompletableFuture<List<ChatMessage>> answer(
      Supplier<List<ChatMessage>> page) {
    CompletableFuture<List<ChatMessage>> answer = new CompletableFuture<>();
    Runnable run = () -> answer.complete(page.get());
    if (pagesFail) {
      answer.completeExceptionally(new PageUnreadable());
    } else if (pagesHeld) {
      heldPages.add(run);
    } else {
      run.run();
    }
    return answer;
  }

  @Override
  public HistoryReader fromBeginning(Name contact) {
    return reader(new Snapshot(() -> List.copyOf(log(contact))));
  }

  @Override
  public HistoryReader fromEnd(Name contact) {
    return reader(new Snapshot(() -> List.copyOf(log(contact)).reversed()));
  }

  /// As [#page]: it fails and is held as pages are.
  private HistoryReader reader(Desk.Passage passage) {
    return () -> answer(() -> passage.next(READ_AT_ONCE));
  }

  @Override
  public synchronized void markRead(Name contact) {
    calls.add("markRead " + contact);
    Contact known = contacts.get(contact);
    if (known != null && known.unread() > 0) {
      showLast(contact, -known.unread());
    }
  }

  @Override
  public synchronized CompletableFuture<KeyDetails> keyDetails(Name contact) {
    Contact known = contacts.get(contact);
    Fingerprint fingerprint = known == null ? null : known.fingerprint();
    if (fingerprint == null) {
      return CompletableFuture.failedFuture(new ContactKeyMissing(contact));
    }
    CompletableFuture<KeyDetails> answer = new CompletableFuture<>();
    Runnable run = () -> answer.complete(details(contact, fingerprint));
    if (keyDetailsHeld) {
      heldKeyDetails.add(run);
    } else {
      run.run();
    }
    return answer;
  }

  @Override
  public synchronized void verify(Name contact, Fingerprint compared) {
    calls.add("verify " + contact + " " + compared);
    Contact known = contacts.get(contact);
    if (known != null && Objects.equals(known.fingerprint(), compared)) {
      trust(contact, new Trust.Verified(clock.instant()));
    }
  }

  @Override
  public synchronized void withdrawVerification(Name contact) {
    calls.add("withdrawVerification " + contact);
    if (contacts.containsKey(contact)) {
      trust(contact, new Trust.SeenBefore());
    }
  }

  @Override
  public CompletableFuture<Lookup> meet(Name name) {
    calls.add("meet " + name);
    if (lookup == Lookup.FOUND && !contacts.containsKey(name)) {
      put(Contact.of(name).withKey(fingerprintOf(name.value()), new Trust.New()));
    }
    return CompletableFuture.completedFuture(lookup);
  }

  @Override
  public CompletableFuture<Directory> directory() {
    return CompletableFuture.completedFuture(directory);
  }

  @Override
  public void accept(Name contact) {
    calls.add("accept " + contact);
    change(contact, c -> c.withStanding(Contact.Standing.ACCEPTED));
  }

  @Override
  public void decline(Name contact) {
    calls.add("decline " + contact);
    gone(contact);
  }

  @Override
  public void block(Name contact) {
    calls.add("block " + contact);
    change(contact, c -> c.withStanding(Contact.Standing.BLOCKED));
  }

  @Override
  public void unblock(Name contact) {
    calls.add("unblock " + contact);
    change(contact, c -> c.withStanding(Contact.Standing.ACCEPTED));
  }

  @Override
  public void typing(Name contact) {
    calls.add("typing " + contact);
  }

  @Override
  public void disclose(Disclosure disclosure) {
    calls.add("disclose " + disclosure);
  }

  @Override
  public Protection protection() {
    return protection;
  }

  @Override
  public void reconnectNow() {
    calls.add("reconnectNow");
  }

  @Override
  public void close() {
    calls.add("close");
  }

  private static KeyDetails details(Name contact, Fingerprint fingerprint) {
    String hex = fingerprint.hex();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int value = HexFormat.fromHexDigits(hex, i * 5, i * 5 + 5) % 100_000;
      groups.add(String.format(Locale.ROOT, "%05d", value));
    }
    return new KeyDetails(
        contact, fingerprint, groups, 2048, Path.of("keys", contact.value(), "pub.pem"));
  }

  private List<ChatMessage> pageNow(Name contact, @Nullable MessageId before, int limit) {
    List<ChatMessage> log = log(contact);
    int end = log.size();
    if (before != null) {
      end = 0;
      while (end < log.size() && !log.get(end).id().equals(before)) {
        end++;
      }
    }
    return log.subList(Math.max(0, end - limit), end);
  }

  private void add(ChatMessage message, int unread) {
    logs.computeIfAbsent(message.conversation(), name -> new ArrayList<>()).add(message);
    tell(new MessengerEvent.MessageAdded(message));
    showLast(message.conversation(), unread);
  }

  private void showLast(Name contact, int moreUnread) {
    Contact known = contacts.get(contact);
    if (known == null) {
      return;
    }
    List<ChatMessage> log = logs.getOrDefault(contact, List.of());
    put(known.withLast(log.isEmpty() ? null : log.getLast(), known.unread() + moreUnread));
  }

  private MessageId nextId() {
    return new MessageId(String.format(Locale.ROOT, "%032x", ++ids));
  }

  private void tell(MessengerEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
