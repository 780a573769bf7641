package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Invitation;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody with a real messenger, who remembers all events and can wait for what becomes of them.
public final class Person implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Executor WORKERS =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200));

  private final Name name;
  private final Messenger messenger;
  private final OwnClock clock;

  /// How many texts were written to whom: the messenger tells of each a moment later.
  private final Map<String, Integer> written = new ConcurrentHashMap<>();

  private final Map<Name, Contact> contacts = new LinkedHashMap<>();
  private final Map<Name, Map<MessageId, ChatMessage>> conversations = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<MessengerEvent> events = new ArrayList<>();
  private @Nullable Connection connection;

  private Person(Name name, Messenger messenger, OwnClock clock) {
    this.name = name;
    this.messenger = messenger;
    this.clock = clock;
    messenger.listen(this::hear);
  }

  /// Logs in with the keys of this folder.
  ///
  /// @param data where the data folder is
  public static Person join(String name, Path keys, Path data, InetSocketAddress relay)
      throws Exception {
    return join(name, keys, data, relay, RANDOM);
  }

  static Person join(
      String name, Path keys, Path data, InetSocketAddress relay, SecureRandom random)
      throws Exception {
    String host = relay.getAddress().getHostAddress();
    return join(name, keys, data, new RelayAddress.Classic(host, relay.getPort()), random);
  }

  /// Logs in at a relay of Parley 1.
  public static Person join(String name, Path keys, Path data, Invitation relay) throws Exception {
    return join(name, keys, data, new RelayAddress.Parley(relay), RANDOM);
  }

  private static Person join(
      String name, Path keys, Path data, RelayAddress relay, SecureRandom random) throws Exception {
    KeysFolder folder = KeysFolder.at(keys);
    Identity identity = folder.unlock(new Name(name), new char[0]);
    OwnClock clock = new OwnClock();
    MessengerFactory messengers = messengers(data.resolve(name), random, clock);
    return new Person(identity.name(), messengers.open(identity, folder, relay), clock);
  }

  /// Messengers that connect again quickly, and start no relay.
  static Messengers messengers(Path data) {
    return messengers(data, RANDOM, InstantSource.system());
  }

  private static Messengers messengers(Path data, SecureRandom random, InstantSource clock) {
    return new Messengers(
        new Messengers.Surroundings(data, Person::noRelay, clock, random, WORKERS, QUICK, Set::of));
  }

  /// The clock on one person's wall.
  private static final class OwnClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  private static Invitation noRelay() throws IOException {
    throw new IOException("there is no relay of one's own");
  }

  private synchronized void hear(MessengerEvent event) {
    events.add(event);
    switch (event) {
      case MessengerEvent.ContactChanged changed ->
          contacts.put(changed.contact().name(), changed.contact());
      case MessengerEvent.ContactGone gone -> contacts.remove(gone.contact());
      case MessengerEvent.MessageAdded added -> put(added.message());
      case MessengerEvent.MessageChanged changed -> put(changed.message());
      case MessengerEvent.MessageRemoved removed -> {
        conversation(removed.conversation()).remove(removed.id());
        written.computeIfPresent(removed.conversation().value(), (_, count) -> count - 1);
      }
      case MessengerEvent.ConnectionChanged changed -> connection = changed.connection();
      case MessengerEvent.DisplayNameChosen _ -> {}
      case MessengerEvent.Noticed noticed -> notices.add(noticed.notice());
    }
    notifyAll();
  }

  private void put(ChatMessage message) {
    conversation(message.conversation()).put(message.id(), message);
  }

  private Map<MessageId, ChatMessage> conversation(Name with) {
    return conversations.computeIfAbsent(with, contact -> new LinkedHashMap<>());
  }

  // What a person does

  Messenger messenger() {
    return messenger;
  }

  public void writes(Person to, String text) {
    writes(to.name.value(), text);
  }

  public void writes(String to, String text) {
    written.merge(to, 1, Integer::sum);
    messenger.send(new Name(to), text);
  }

  /// Puts this person's clock forward; what the person does next makes the program look at it.
  synchronized void letsTimePass(Duration time) {
    clock.ahead = clock.ahead.plus(time);
    messenger.markRead(name);
  }

  public void leaves() {
    messenger.close();
  }

  // What a person sees

  public Name name() {
    return name;
  }

  public synchronized Optional<Contact> contact(String contact) {
    return Optional.ofNullable(contacts.get(new Name(contact)));
  }

  synchronized List<Contact> contacts() {
    return List.copyOf(contacts.values());
  }

  public synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  synchronized List<MessengerEvent> events() {
    return List.copyOf(events);
  }

  public synchronized List<ChatMessage> with(String contact) {
    return List.copyOf(conversation(new Name(contact)).values());
  }

  /// The texts that this contact wrote.
  public List<String> textsFrom(String contact) {
    return with(contact).stream()
        .filter(ChatMessage.Incoming.class::isInstance)
        .map(message -> ((ChatMessage.Incoming) message).text())
        .toList();
  }

  public List<ChatMessage.Outgoing> sentTo(String contact) {
    return with(contact).stream()
        .filter(ChatMessage.Outgoing.class::isInstance)
        .map(ChatMessage.Outgoing.class::cast)
        .toList();
  }

  /// The texts of the newest page of a conversation, both people's, as the messenger reads them.
  public List<String> pageWith(String contact) throws Exception {
    return page(contact).stream()
        .flatMap(
            entry ->
                switch (entry) {
                  case ChatMessage.Incoming incoming -> Stream.of(incoming.text());
                  case ChatMessage.Outgoing outgoing -> Stream.of(outgoing.text());
                  case ChatMessage.Note _ -> Stream.empty();
                })
        .toList();
  }

  /// The newest page of a conversation, as the messenger reads it.
  public List<ChatMessage> page(String contact) throws Exception {
    return messenger.page(new Name(contact), null, 500).get(20, TimeUnit.SECONDS);
  }

  public List<Delivery> deliveriesTo(String contact) {
    return sentTo(contact).stream().map(ChatMessage.Outgoing::delivery).toList();
  }

  synchronized @Nullable Connection connection() {
    return connection;
  }

  // What a person waits for

  /// Waits until this holds; it is looked at after each event.
  public synchronized void awaits(String what, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            name
                + " waits in vain: "
                + what
                + "; contacts "
                + contacts
                + ", connection "
                + connection
                + ", notices "
                + notices);
      }
      wait(left);
    }
  }

  public Person awaitsConnection() throws InterruptedException {
    awaits("connected", () -> connection instanceof Connection.Connected);
    return this;
  }

  void awaitsConnection(Predicate<Connection> wanted) throws InterruptedException {
    awaits("a state of the connection", () -> connection != null && wanted.test(connection));
  }

  void awaitsStop(Connection.Reason reason) throws InterruptedException {
    awaitsConnection(new Connection.Stopped(reason)::equals);
  }

  public void awaitsPresence(String contact, Presence presence) throws InterruptedException {
    awaits(
        contact + " " + presence,
        () -> contact(contact).map(known -> known.presence() == presence).orElse(false));
  }

  void awaitsContact(String contact, Predicate<Contact> wanted) throws InterruptedException {
    awaits(contact + " in a certain state", () -> contact(contact).filter(wanted).isPresent());
  }

  public void awaitsTexts(String contact, List<String> texts) throws InterruptedException {
    awaits("texts from " + contact, () -> textsFrom(contact).size() >= texts.size());
    if (!textsFrom(contact).equals(texts)) {
      throw new AssertionError(name + " got from " + contact + ": " + textsFrom(contact));
    }
  }

  public void awaitsDelivery(String contact, Delivery delivery) throws InterruptedException {
    awaits(
        "all messages to " + contact + " are " + delivery,
        () ->
            deliveriesTo(contact).size() >= written.getOrDefault(contact, 1)
                && deliveriesTo(contact).stream().allMatch(delivery::equals));
  }

  public void awaitsNotice(Notice notice) throws InterruptedException {
    awaits("notice " + notice, () -> notices.contains(notice));
  }

  void awaitsNote(String contact, ChatMessage.Note.Kind kind) throws InterruptedException {
    awaits(
        "note " + kind,
        () ->
            with(contact).stream()
                .anyMatch(entry -> entry instanceof ChatMessage.Note note && note.kind() == kind));
  }

  /// Both are here for each other, with a session.
  public static void meet(Person one, Person other) throws InterruptedException {
    one.awaitsPresence(other.name.value(), Presence.HERE);
    other.awaitsPresence(one.name.value(), Presence.HERE);
  }

  @Override
  public void close() {
    messenger.close();
  }
}
