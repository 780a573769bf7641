package chat.parley.relay.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.RelayStore.Bound;
import chat.parley.wire.parley.SignedPrekey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRelayStoreTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Name CAROL = new Name("carol");
  private static final Bytes KEY = Bytes.of(new byte[] {1});
  private static final Bytes OTHER_KEY = Bytes.of(new byte[] {2});

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private SqliteRelayStore store;

  @BeforeEach
  void open() throws Exception {
    store = open(new MailboxLimits(20, 10_000, Duration.ofDays(30)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aNameBelongsToTheFirstKeyForGood() throws Exception {
    assertEquals(Bound.OWN, get(store.bind(ALICE, KEY, true)));
    assertEquals(Bound.OWN, get(store.bind(ALICE, KEY, true)));
    assertEquals(Bound.TAKEN, get(store.bind(ALICE, OTHER_KEY, true)));
    reopen();
    assertEquals(Bound.TAKEN, get(store.bind(ALICE, OTHER_KEY, true)));
    assertEquals(Bound.OWN, get(store.bind(ALICE, KEY, true)));
  }

  @Test
  void aNameThatNobodyHasIsBoundOnlyIfThatIsWanted() throws Exception {
    assertEquals(Bound.FREE, get(store.bind(ALICE, KEY, false)));
    assertEquals(Bound.FREE, get(store.bind(ALICE, OTHER_KEY, false)));
    get(store.bind(ALICE, KEY, true));
    assertEquals(Bound.OWN, get(store.bind(ALICE, KEY, false)));
    assertEquals(Bound.TAKEN, get(store.bind(ALICE, OTHER_KEY, false)));
  }

  @Test
  void anotherKeyTakesTheNameWithItsMailAndWithoutThePrekeysOfTheFirst() throws Exception {
    get(store.rebind(BOB, KEY));
    get(store.publish(BOB, KEY, List.of(prekey(1, true))));
    place(ALICE, "waits");
    get(store.rebind(BOB, KEY));
    assertEquals(List.of(1L), get(store.prekeys(BOB)));
    get(store.rebind(BOB, OTHER_KEY));
    assertEquals(List.of(), get(store.prekeys(BOB)));
    assertEquals(Bound.OWN, get(store.bind(BOB, OTHER_KEY, false)));
    assertEquals(1, get(store.waiting(BOB)));
    assertEquals(List.of(), publish(BOB, KEY, prekey(2, true)));
  }

  @Test
  void allMailboxesTogetherFillNoMoreThanTheyMay() throws Exception {
    reopen(new MailboxLimits(20_000, 1 << 30, Duration.ofDays(30), 400_000, 0));
    get(store.bind(BOB, KEY, true));
    get(store.bind(CAROL, KEY, true));
    Bytes kilobyte = Bytes.of(new byte[1_000]);
    int kept = 0;
    while (get(store.keep(new Name("s" + kept), kept % 2 == 0 ? BOB : CAROL, id(), kilobyte))
        instanceof RelayStore.Kept.At) {
      kept++;
      assertTrue(kept < 400);
    }
    assertTrue(kept > 100, "few were kept");
    assertFull(ALICE, kilobyte);
    get(store.acknowledge(BOB, Long.MAX_VALUE));
    place(ALICE, "there is room again");
  }

  @Test
  void whatIsLeftOfTheDiskStaysFree() throws Exception {
    get(store.bind(BOB, KEY, true));
    reopen(new MailboxLimits(20, 10_000, Duration.ofDays(30), 1L << 40, Long.MAX_VALUE / 2));
    assertFull(ALICE, bytes("x"));
    assertEquals(Bound.FREE, get(store.bind(CAROL, KEY, true)));
    assertEquals(Bound.OWN, get(store.bind(BOB, KEY, true)));
  }

  /// What messages have left free is in the file already, and takes nothing of the disk.
  @Test
  void whatWasFreedIsUsedAgainWhereTheDiskIsFull() throws Exception {
    reopen(new MailboxLimits(2_000, 10 << 20, Duration.ofDays(30), 1L << 40, 0));
    get(store.bind(BOB, KEY, true));
    Bytes large = Bytes.of(new byte[100_000]);
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(RelayStore.Kept.At.class, get(store.keep(ALICE, BOB, id(), large)));
    }
    get(store.acknowledge(BOB, Long.MAX_VALUE));
    reopen(new MailboxLimits(2_000, 10 << 20, Duration.ofDays(30), 1L << 40, Long.MAX_VALUE / 2));
    for (int i = 0; i < 4; i++) {
      assertInstanceOf(RelayStore.Kept.At.class, get(store.keep(ALICE, BOB, id(), large)));
    }
    assertFull(CAROL, large);
  }

  @Test
  void tenSendersTogetherLeaveRoomForAnother() throws Exception {
    reopen(new MailboxLimits(100, 1_000_000, Duration.ofDays(30)));
    get(store.bind(BOB, KEY, true));
    for (int i = 0; i < 10; i++) {
      Name sender = new Name("s" + i);
      while (get(store.keep(sender, BOB, id(), bytes("x"))) instanceof RelayStore.Kept.At) {
        // One more.
      }
    }
    assertEquals(63, get(store.waiting(BOB)));
    place(ALICE, "1");
  }

  @Test
  void tenSendersOfMuchLeaveRoomForAnother() throws Exception {
    reopen(new MailboxLimits(1_000_000, 100_000, Duration.ofDays(30)));
    get(store.bind(BOB, KEY, true));
    Bytes some = Bytes.of(new byte[500]);
    for (int i = 0; i < 10; i++) {
      Name sender = new Name("s" + i);
      while (get(store.keep(sender, BOB, id(), some)) instanceof RelayStore.Kept.At) {
        // One more.
      }
    }
    place(ALICE, "1");
  }

  @Test
  void whatExpiredGoesAThousandAtATime() throws Exception {
    reopen(new MailboxLimits(100_000, 1_000_000, Duration.ofDays(30)));
    get(store.bind(BOB, KEY, true));
    List<CompletableFuture<RelayStore.Kept>> kept = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      kept.add(store.keep(ALICE, BOB, id(), bytes("x")));
    }
    for (CompletableFuture<RelayStore.Kept> each : kept) {
      assertInstanceOf(RelayStore.Kept.At.class, get(each));
    }
    clock.pass(Duration.ofDays(31));
    assertEquals(1_000, get(store.expire()));
    assertEquals(1_000, get(store.expire()));
    assertEquals(500, get(store.expire()));
    assertEquals(0, get(store.expire()));
  }

  @Test
  void anErrorInATaskEndsThatTaskAlone() throws Exception {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("other.db"));
    try (Journal journal = new Journal(other, new DiskAlarm(clock::nanoTime))) {
      CompletableFuture<String> broken =
          journal.submit(
              connection -> {
                throw new NoClassDefFoundError("a part of the program is missing");
              });
      ExecutionException failure = assertThrows(ExecutionException.class, () -> get(broken));
      assertInstanceOf(StoreFailed.class, failure.getCause());
      assertEquals("goes on", get(journal.submit(connection -> "goes on")));
    }
  }

  @Test
  void onlyTheRelayCanReadItsFilesWhateverTheFolder() throws Exception {
    assertEquals(Bound.OWN, get(store.bind(ALICE, KEY, true)));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
  }

  @Test
  void messagesComeInOrderAndStayUntilTheyAreAcknowledged() throws Exception {
    get(store.bind(BOB, KEY, true));
    long last = 0;
    for (int i = 0; i < 2; i++) {
      long place = place(ALICE, "m" + i);
      assertTrue(place > last);
      last = place;
    }
    reopen();
    List<KeptMessage> page = get(store.page(BOB, 0, 10, 1000));
    assertEquals(List.of("m0", "m1"), texts(page));
    assertEquals(2, get(store.waiting(BOB)));
    get(store.acknowledge(BOB, page.get(0).place()));
    assertEquals(List.of("m1"), texts(get(store.page(BOB, 0, 10, 1000))));
    get(store.acknowledge(BOB, page.get(1).place()));
    assertEquals(0, get(store.waiting(BOB)));
    assertTrue(place(ALICE, "m2") > last, "a place is never used again");
  }

  @Test
  void aPageHoldsWhatFitsAndOneAtLeast() throws Exception {
    get(store.bind(BOB, KEY, true));
    place(ALICE, "12345");
    place(ALICE, "12345");
    assertEquals(1, get(store.page(BOB, 0, 10, 9)).size());
    assertEquals(1, get(store.page(BOB, 0, 10, 1)).size());
    assertEquals(2, get(store.page(BOB, 0, 10, 10)).size());
    assertEquals(1, get(store.page(BOB, 0, 1, 10)).size());
  }

  @Test
  void nobodyKeepsMailForWhoNeverLoggedIn() throws Exception {
    assertInstanceOf(
        RelayStore.Kept.NoAccount.class, get(store.keep(ALICE, BOB, id(), bytes("x"))));
  }

  @Test
  void oneSenderFillsATenthOfAMailboxAndAllTogetherTheWhole() throws Exception {
    get(store.bind(BOB, KEY, true));
    place(ALICE, "1");
    place(ALICE, "2");
    assertFull(ALICE, bytes("3"));
    for (int i = 0; i < 18; i++) {
      place(new Name("sender" + i), "x");
    }
    assertFull(CAROL, bytes("x"));
    get(store.acknowledge(BOB, Long.MAX_VALUE));
    place(CAROL, "x");
    place(ALICE, "1");
  }

  @Test
  void bytesAreCountedToo() throws Exception {
    get(store.bind(BOB, KEY, true));
    assertFull(ALICE, Bytes.of(new byte[1001]));
    assertInstanceOf(
        RelayStore.Kept.At.class, get(store.keep(ALICE, BOB, id(), Bytes.of(new byte[1000]))));
    assertFull(ALICE, Bytes.of(new byte[1]));
  }

  @Test
  void whatWaitsLongerThanAllowedExpires() throws Exception {
    get(store.bind(BOB, KEY, true));
    place(ALICE, "old");
    clock.pass(Duration.ofDays(29));
    place(ALICE, "young");
    assertEquals(0, get(store.expire()));
    clock.pass(Duration.ofDays(2));
    assertEquals(1, get(store.expire()));
    assertEquals(List.of("young"), texts(get(store.page(BOB, 0, 10, 1000))));
  }

  @Test
  void aOneTimePrekeyIsGivenOnceAndOneAskerGetsThreeADay() throws Exception {
    get(store.bind(BOB, KEY, true));
    List<SignedPrekey> published = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      published.add(prekey(i, false));
    }
    published.add(prekey(9, true));
    assertEquals(
        Optional.of(List.of(1L, 2L, 3L, 4L, 5L, 9L)), get(store.publish(BOB, KEY, published)));
    List<Long> alices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      alices.add(get(store.take(BOB, ALICE)).prekey().orElseThrow().id());
    }
    assertEquals(List.of(1L, 2L, 3L, 9L, 9L), alices);
    assertEquals(4, get(store.take(BOB, CAROL)).prekey().orElseThrow().id());
    reopen();
    assertEquals(9, get(store.take(BOB, ALICE)).prekey().orElseThrow().id());
    clock.pass(Duration.ofDays(1));
    RelayStore.Bundle bundle = get(store.take(BOB, ALICE));
    assertEquals(5, bundle.prekey().orElseThrow().id());
    assertEquals(0, bundle.oneTimeLeft());
    assertEquals(KEY, bundle.key().orElseThrow());
    assertEquals(List.of(9L), get(store.prekeys(BOB)));
  }

  @Test
  void publishingReplacesTheWholeSet() throws Exception {
    get(store.bind(BOB, KEY, true));
    get(store.publish(BOB, KEY, List.of(prekey(1, false), prekey(2, true))));
    assertEquals(List.of(3L), publish(BOB, KEY, prekey(3, true)));
  }

  @Test
  void aTaskThatFailsUndoesItselfAlone() throws Exception {
    CompletableFuture<Bound> before = store.bind(BOB, KEY, true);
    CompletableFuture<Optional<List<Long>>> broken =
        store.publish(BOB, KEY, List.of(prekey(1, false), prekey(1, false)));
    CompletableFuture<RelayStore.Kept> after = store.keep(ALICE, BOB, id(), bytes("x"));
    assertEquals(Bound.OWN, get(before));
    ExecutionException failure = assertThrows(ExecutionException.class, () -> get(broken));
    assertInstanceOf(StoreFailed.class, failure.getCause());
    assertInstanceOf(RelayStore.Kept.At.class, get(after));
    assertEquals(List.of(), get(store.prekeys(BOB)));
  }

  @Test
  void aLongerSetOfPrekeysNeedsRoomAndAShorterOneDoesNot() throws Exception {
    get(store.bind(BOB, KEY, true));
    assertEquals(List.of(1L, 2L), publish(BOB, KEY, prekey(1, false), prekey(2, true)));
    reopen(new MailboxLimits(20, 10_000, Duration.ofDays(30), 1, 0));
    assertEquals(
        Optional.empty(),
        get(store.publish(BOB, KEY, List.of(prekey(3, false), prekey(4, false), prekey(5, true)))));
    assertEquals(List.of(1L, 2L), get(store.prekeys(BOB)));
    assertEquals(List.of(6L, 7L), publish(BOB, KEY, prekey(6, false), prekey(7, true)));
    assertEquals(List.of(8L), publish(BOB, KEY, prekey(8, true)));
  }

  /// The next commit is under way before anybody can be told of the one that failed.
  @Test
  void whatWasSentBehindAMessageThatTheDiskRefusedWaitsForIt() throws Exception {
    store.close();
    CountDownLatch sent = new CountDownLatch(1);
    AtomicBoolean fails = new AtomicBoolean();
    store =
        SqliteRelayStore.open(
            folder,
            MailboxLimits.DEFAULT,
            clock,
            clock::nanoTime,
            connection -> failingOnce(connection, fails, sent));
    get(store.bind(BOB, KEY, true));
    fails.set(true);
    Bytes first = Bytes.of(new byte[] {1});
    Bytes second = Bytes.of(new byte[] {2});
    CompletableFuture<RelayStore.Kept> lost = store.keep(ALICE, BOB, first, bytes("one"));
    while (fails.get()) {
      Thread.onSpinWait();
    }
    CompletableFuture<RelayStore.Kept> behind = store.keep(ALICE, BOB, second, bytes("two"));
    CompletableFuture<RelayStore.Kept> ofAnother = store.keep(CAROL, BOB, id(), bytes("x"));
    sent.countDown();
    assertThrows(ExecutionException.class, () -> get(lost));
    assertInstanceOf(RelayStore.Kept.Behind.class, get(behind));
    assertInstanceOf(RelayStore.Kept.At.class, get(ofAnother));
    get(store.keep(ALICE, BOB, first, bytes("one")));
    get(store.keep(ALICE, BOB, second, bytes("two")));
    assertEquals(List.of("x", "one", "two"), texts(get(store.page(BOB, 0, 10, 1000))));
  }

  @Test
  void whoeverSubmittedATaskThatFailsIsToldBeforeTheNextOne() throws Exception {
    AtomicBoolean undone = new AtomicBoolean();
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("other.db"));
    try (Journal journal = new Journal(other, new DiskAlarm(clock::nanoTime))) {
      CompletableFuture<String> broken =
          journal.submit(
              0,
              connection -> {
                throw new SQLException("this task alone");
              },
              () -> undone.set(true));
      assertEquals(true, get(journal.submit(connection -> undone.get())));
      assertThrows(ExecutionException.class, () -> get(broken));
    }
  }

  /// What the driver is asked for under a name of its own never came to be.
  @Test
  void theDiskIsToldToWriteThroughItsOwnMemory() throws Exception {
    try (Connection connection = SqliteRelayStore.connect(folder.resolve("other.db"));
        Statement statement = connection.createStatement()) {
      for (String pragma : List.of("fullfsync", "checkpoint_fullfsync")) {
        try (ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
          assertTrue(result.next());
          assertEquals(1, result.getInt(1), pragma);
        }
      }
    }
  }

  /// One commit waits, and then fails.
  private static Connection failingOnce(
      Connection connection, AtomicBoolean fails, CountDownLatch until) {
    return FailingCommits.over(
        connection,
        () -> {
          if (fails.getAndSet(false)) {
            until.await();
            throw new SQLException("the disk refuses");
          }
          return null;
        });
  }

  @Test
  void accountsAreListedByName() throws Exception {
    for (Name name : List.of(CAROL, ALICE, BOB)) {
      get(store.bind(name, KEY, true));
    }
    assertEquals(
        List.of(ALICE, BOB),
        get(store.accounts("", 2)).stream().map(RelayStore.StoredAccount::name).toList());
    assertEquals(
        List.of(CAROL),
        get(store.accounts("bob", 2)).stream().map(RelayStore.StoredAccount::name).toList());
  }

  @Test
  void afterClosingNothingIsPromised() {
    store.close();
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> get(store.bind(ALICE, KEY, true)));
    assertInstanceOf(StoreFailed.class, failure.getCause());
  }

  @Test
  void aSecondProcessIsKeptOut() {
    assertThrows(
        StoreUnusable.class, () -> SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, clock));
  }

  /// Also one that has written nothing yet.
  @Test
  void whoOpensAStoreThatWasThereKeepsOthersOut() throws Exception {
    reopen();
    assertThrows(
        StoreUnusable.class, () -> SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, clock));
  }

  /// Inside a desktop the process goes on.
  @Test
  void aStartThatFailsLetsGoOfTheFile() throws Exception {
    store.close();
    assertThrows(
        IllegalStateException.class,
        () ->
            SqliteRelayStore.open(
                folder,
                MailboxLimits.DEFAULT,
                clock,
                clock::nanoTime,
                connection -> {
                  throw new IllegalStateException("there is no such disk");
                }));
    store = open(MailboxLimits.DEFAULT);
  }

  @Test
  void aDamagedFileStopsTheStartAndStaysAsItIs() throws Exception {
    store.close();
    Path file = folder.resolve("relay.db");
    byte[] damaged =
        "this is no database, but it is somebody's file"
            .repeat(100)
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, damaged);
    assertThrows(
        StoreUnusable.class, () -> SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, clock));
    assertArrayEquals(damaged, Files.readAllBytes(file));
  }

  @Test
  void aStoreOfANewerVersionOrAnotherProgramStopsTheStart() throws Exception {
    store.close();
    for (String change : List.of("PRAGMA user_version = 99", "PRAGMA application_id = 7")) {
      Path other = Files.createDirectories(folder.resolve("other" + change.length()));
      SqliteRelayStore.open(other, MailboxLimits.DEFAULT, clock).close();
      try (var connection =
              DriverManager.getConnection("jdbc:sqlite:" + other.resolve("relay.db"));
          var statement = connection.createStatement()) {
        statement.execute(change);
      }
      assertThrows(
          StoreUnusable.class, () -> SqliteRelayStore.open(other, MailboxLimits.DEFAULT, clock));
    }
  }

  private SqliteRelayStore open(MailboxLimits limits) throws StoreUnusable {
    return SqliteRelayStore.open(folder, limits, clock, clock::nanoTime, UnaryOperator.identity());
  }

  private void reopen() throws Exception {
    store.close();
    open();
  }

  private void reopen(MailboxLimits limits) throws Exception {
    store.close();
    store = open(limits);
  }

  private long place(Name from, String text) throws Exception {
    return assertInstanceOf(RelayStore.Kept.At.class, get(store.keep(from, BOB, id(), bytes(text))))
        .place();
  }

  private void assertFull(Name from, Bytes payload) throws Exception {
    assertInstanceOf(RelayStore.Kept.Full.class, get(store.keep(from, BOB, id(), payload)));
  }

  private List<Long> publish(Name owner, Bytes key, SignedPrekey... prekeys) throws Exception {
    return get(store.publish(owner, key, List.of(prekeys))).orElseThrow();
  }

  private static List<String> texts(List<KeptMessage> page) {
    return page.stream()
        .map(message -> new String(message.payload().toArray(), StandardCharsets.UTF_8))
        .toList();
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes id() {
    return Bytes.of(new byte[16]);
  }

  private static SignedPrekey prekey(int id, boolean lastResort) {
    byte[] bytes = new byte[SignedPrekey.PREKEY_BYTES];
    ByteBuffer.wrap(bytes).putInt(id).put((byte) (lastResort ? 1 : 0));
    return new SignedPrekey(Bytes.of(bytes), Bytes.of(new byte[] {1}));
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }
}
