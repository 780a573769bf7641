package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Disclosure;
import chat.parley.model.Name;
import chat.parley.store.ClientDatabase;
import chat.parley.store.LogEntry;
import chat.parley.store.MemoryDatabase;
import chat.parley.store.StoreException;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One client: the real [Mail] over a disk in memory and a simulated line. It can be ended at any commit and
/// at any frame that it hands over, and started again.
///
/// What [Mail] hands to others comes back once the call at hand has returned.
final class Device implements AutoCloseable {
  /// The program's process is gone.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private static final int ROOM = 32;
  private static final int PAGE = 1_000;

  final Identity identity;
  final MemoryDatabase disk;
  final List<MailEvent> events = new ArrayList<>();
  private final InstantSource clock;
  private final SimulatedRelay relay;
  private final SecureRandom random;
  private final List<PeerEntry> keysFolder;
  private final Deque<Runnable> offloaded = new ArrayDeque<>();
  private @Nullable Mail mail;
  private @Nullable OpenWindow window;
  private @Nullable SimulatedLine line;
  private int untilKilled;
  private IntSupplier lastWords = () -> 0;
  private boolean refusesNext;
  private boolean holdsWork;

  Device(
      Identity identity,
      List<PeerEntry> keysFolder,
      SimulatedRelay relay,
      SecureRandom random,
      InstantSource clock) {
    this.identity = identity;
    this.keysFolder = List.copyOf(keysFolder);
    this.relay = relay;
    this.random = random;
    this.clock = clock;
    this.disk = new MemoryDatabase(random, clock);
    disk.atCommit(
        new MemoryDatabase.AtCommit() {
          @Override
          public void before() throws SQLException {
            passPoint();
            if (refusesNext) {
              refusesNext = false;
              throw new SQLException("the disk is full");
            }
          }

          @Override
          public void after() {
            passPoint();
          }
        });
  }

  Name name() {
    return identity.name();
  }

  PublicIdentity publicIdentity() {
    return PublicIdentity.of(identity.name(), identity.publicKey());
  }

  // The program's life

  boolean isRunning() {
    return mail != null;
  }

  boolean isConnected() {
    return mail != null && line != null && !line.isCut;
  }

  /// Starts the program on what the disk holds.
  void start() {
    refusesNext = false;
    disk.crash();
    offloaded.clear();
    Mail.Outside outside =
        new Mail.Outside() {
          @Override
          public void tell(MailEvent event) {
            events.add(event);
            if (window != null) {
              window.hear(event);
            }
          }

          @Override
          public void offload(Supplier<Runnable> work) {
            offloaded.add(() -> work.get().run());
          }
        };
    try {
      mail = new Mail(identity, disk.open(), outside, random, clock);
    } catch (Killed e) {
      kill();
      disk.crash();
    }
    window = null;
    call(Mail::start);
    openWindow();
    call(each -> each.keysRead(keysFolder));
    call(each -> each.disclose(Disclosure.USUAL));
  }

  private void openWindow() {
    int kept = untilKilled;
    untilKilled = 0;
    call(each -> window = new OpenWindow(each, PAGE));
    untilKilled = kept;
  }

  /// The process is gone, now.
  void kill() {
    untilKilled = 0;
    refusesNext = false;
    mail = null;
    offloaded.clear();
    hangUp();
  }

  /// The process will be gone after so many commits and frames: each commit has a point before and one
  /// after it.
  void killAfter(int points) {
    untilKilled = points;
  }

  /// The disk refuses the next commit.
  void refuseNextCommit() {
    refusesNext = true;
  }

  /// Nothing more happens to it from now on.
  void spare() {
    untilKilled = 0;
    refusesNext = false;
  }

  private void passPoint() {
    if (untilKilled > 0 && --untilKilled == 0) {
      throw new Killed();
    }
  }

  /// Lets the program do something, unless it is not running.
  void call(Consumer<Mail> action) {
    try {
      if (mail != null) {
        action.accept(mail);
      }
      while (mail != null && !holdsWork && !offloaded.isEmpty()) {
        offloaded.removeFirst().run();
      }
    } catch (Killed e) {
      kill();
    }
  }

  /// What is handed to others waits until [#endWork].
  void holdWork() {
    holdsWork = true;
  }

  /// The others have done what was handed to them.
  void endWork() {
    holdsWork = false;
    call(mail -> {});
  }

  // The line

  void connect() {
    if (mail != null && !isConnected()) {
      line = relay.connect(publicIdentity());
    }
  }

  /// The connection ends, and the program hears of it.
  void disconnect() {
    boolean was = line != null;
    hangUp();
    if (was) {
      call(Mail::disconnected);
    }
  }

  private void hangUp() {
    SimulatedLine ended = line;
    line = null;
    if (ended != null) {
      end(ended);
    }
  }

  /// What was written before the end may arrive.
  private void end(SimulatedLine ended) {
    if (!ended.isCut) {
      relay.process(ended, lastWords.getAsInt());
      relay.cut(ended);
    }
  }

  /// How many of the frames that are under way to the relay still reach it when a connection ends.
  void lastWords(IntSupplier frames) {
    lastWords = frames;
  }

  /// Lets the relay take what was sent.
  int send(int most) {
    if (!isConnected()) {
      return 0;
    }
    SimulatedLine to = requireLine();
    boolean wasFull = to.up.size() >= ROOM;
    int count = relay.process(to, most);
    if (wasFull && to.up.size() < ROOM) {
      call(Mail::roomAgain);
    }
    return count;
  }

  /// Lets the relay take all that was written, and answer what was asked for it; nothing is delivered.
  void hand() {
    boolean more = true;
    while (more) {
      more = send(Integer.MAX_VALUE) + hear(Integer.MAX_VALUE) > 0;
    }
  }

  /// Lets the relay deliver what waits.
  int fetch(int most) {
    return isConnected() ? relay.deliver(requireLine(), most) : 0;
  }

  /// Reads what has come, in one go.
  int hear(int most) {
    noticeEnd();
    if (!isConnected()) {
      return 0;
    }
    List<FromRelay> frames = new ArrayList<>();
    SimulatedLine from = requireLine();
    while (frames.size() < most && !from.down.isEmpty()) {
      if (from.down.peekFirst() instanceof FromRelay.Welcome welcome) {
        if (!frames.isEmpty()) {
          break;
        }
        from.down.removeFirst();
        call(each -> each.connected(welcome, new Outlet(from)));
        return 1;
      }
      frames.add(from.down.removeFirst());
    }
    for (List<FromRelay> left = frames; !left.isEmpty(); ) {
      List<FromRelay> next = new ArrayList<>();
      List<FromRelay> batch = left;
      call(each -> next.addAll(each.arrived(batch)));
      left = next;
    }
    return frames.size();
  }

  /// What it says to WELCOME, as long as the relay answers nothing.
  List<FromClient> saidFirst() {
    hear(1);
    return List.copyOf(requireLine().up);
  }

  private void noticeEnd() {
    if (line != null && line.isCut) {
      disconnect();
    }
  }

  private SimulatedLine requireLine() {
    if (line == null) {
      throw new IllegalStateException("not connected");
    }
    return line;
  }

  /// Whether nothing is under way.
  boolean isQuiet() {
    return line == null || line.isQuiet();
  }

  // Time

  Optional<Instant> due() {
    return mail == null ? Optional.empty() : mail.due();
  }

  // What it holds

  /// The whole conversation, as the database has it.
  List<LogEntry> log(Name contact) {
    return read(
        database -> database.commit(tables -> tables.log().page(contact, null, PAGE).rows()));
  }

  List<LogEntry> sent(Name contact) {
    return log(contact).stream()
        .filter(each -> each.message() instanceof ChatMessage.Outgoing)
        .toList();
  }

  List<LogEntry> received(Name contact) {
    return log(contact).stream()
        .filter(each -> each.message() instanceof ChatMessage.Incoming)
        .toList();
  }

  /// The texts that it shows of somebody, in order.
  List<String> shown(Name contact) {
    List<String> texts = new ArrayList<>();
    for (LogEntry entry : log(contact)) {
      if (entry.message() instanceof ChatMessage.Incoming incoming) {
        texts.add(incoming.text());
      }
    }
    return texts;
  }

  /// The lines about a conversation.
  List<ChatMessage.Note.Kind> notes(Name contact) {
    List<ChatMessage.Note.Kind> kinds = new ArrayList<>();
    for (LogEntry entry : log(contact)) {
      if (entry.message() instanceof ChatMessage.Note note) {
        kinds.add(note.kind());
      }
    }
    return kinds;
  }

  /// The texts of its own to somebody, in order.
  List<String> texts(Name contact) {
    List<String> texts = new ArrayList<>();
    for (LogEntry entry : log(contact)) {
      if (entry.message() instanceof ChatMessage.Outgoing outgoing) {
        texts.add(outgoing.text());
      }
    }
    return texts;
  }

  /// How far a text of its own has come.
  Delivery delivery(Name contact, String text) {
    return outgoing(contact, text).delivery();
  }

  /// The conversation as the screen shows it; nothing of it while the disk refuses.
  List<ChatMessage> page(Name contact) {
    List<ChatMessage> page = new ArrayList<>();
    call(each -> page.addAll(each.page(contact, null, PAGE).orElse(List.of())));
    return page;
  }

  /// The conversation as a window shows it that was opened at the program's start.
  List<ChatMessage> inOpenWindow(Name contact) {
    return window == null ? List.of() : window.entries(contact);
  }

  /// The conversation as a window that stays open shows it, which is as a new one does.
  List<ChatMessage> live(Name contact) {
    List<ChatMessage> live = List.copyOf(inOpenWindow(contact));
    if (!live.equals(page(contact))) {
      throw new AssertionError("an open window shows something else than a new one");
    }
    return live;
  }

  /// A text of its own as the screen shows it.
  ChatMessage.Outgoing outgoing(Name contact, String text) {
    return page(contact).stream()
        .filter(ChatMessage.Outgoing.class::isInstance)
        .map(ChatMessage.Outgoing.class::cast)
        .filter(each -> each.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  /// The state of all sessions with somebody.
  Optional<Bytes> sessions(Name contact) {
    return read(database -> database.commit(tables -> tables.sessions().find(contact)));
  }

  void say(Name contact, String text) {
    call(each -> each.write(contact, text));
  }

  boolean isOutboxEmpty() {
    return read(database -> database.commit(tables -> tables.outbox().page(0, 1).rows().isEmpty()));
  }

  /// Reads the database beside the program.
  <T> T read(Reading<T> reading) {
    int kept = untilKilled;
    untilKilled = 0;
    boolean refusing = refusesNext;
    refusesNext = false;
    try {
      return reading.of(disk.open());
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    } finally {
      untilKilled = kept;
      refusesNext = refusing;
    }
  }

  /// A look into the database.
  @FunctionalInterface
  interface Reading<T> {
    T of(ClientDatabase database) throws StoreException;
  }

  Contact contact(Name name) {
    if (mail == null) {
      throw new IllegalStateException("not running");
    }
    return mail.contacts().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    mail = null;
    disk.close();
  }

  /// Frames go into the line, unless the program ends with one.
  private final class Outlet implements Way {
    private final SimulatedLine target;

    Outlet(SimulatedLine target) {
      this.target = target;
    }

    @Override
    public void submit(FromClient frame) {
      passPoint();
      if (!target.isCut) {
        target.up.addLast(frame);
      }
    }

    @Override
    public boolean hasRoom() {
      return target.up.size() < ROOM;
    }

    @Override
    public void abort() {
      end(target);
    }
  }
}
