package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.NOW;
import static chat.parley.store.TestDatabase.PIN;
import static chat.parley.store.TestDatabase.alice;
import static chat.parley.store.TestDatabase.content;
import static chat.parley.store.TestDatabase.filled;
import static chat.parley.store.TestDatabase.incoming;
import static chat.parley.store.TestDatabase.mallory;
import static chat.parley.store.TestDatabase.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.RsaOaep;
import chat.parley.identity.Identity;
import chat.parley.model.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening, committing and closing; what cannot be opened is told by kind, and stays as it is.
class ClientDatabaseTest {
  private static final Fingerprint OTHER_PIN = new Fingerprint(filled(32, 8).toArray());

  @TempDir private Path folder;

  @Test
  void oneProcessAtATimeHasIt() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      DatabaseInUse refusal = assertThrows(DatabaseInUse.class, () -> TestDatabase.open(folder));
      assertEquals(TestDatabase.file(folder), refusal.file());
      TestDatabase.addContacts(database);
    }
    TestDatabase.open(folder).close();
  }

  @Test
  void identitiesAndRelaysHaveDatabasesOfTheirOwn() throws Exception {
    try (ClientDatabase one = TestDatabase.open(folder);
        ClientDatabase atAnother = open(alice(), OTHER_PIN);
        ClientDatabase ofAnother = open(mallory(), PIN)) {
      TestDatabase.addContacts(one);
      assertEquals(List.of(), contacts(atAnother));
      assertEquals(List.of(), contacts(ofAnother));
    }
  }

  @Test
  void aCommitIsDoneWholeOrNotAtAll() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      RuntimeException defect = new IllegalArgumentException("half done");
      assertEquals(
          defect,
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  database.commit(
                      tables -> {
                        tables.sessions().put(BOB, filled(10, 1));
                        tables.log().append(incoming(BOB, 1), content(1));
                        throw defect;
                      })));
      database.change(
          tables -> {
            assertEquals(Optional.empty(), tables.sessions().find(BOB));
            assertEquals(List.of(), tables.log().page(BOB, null, 10).rows());
          });
    }
  }

  @Test
  void tablesWorkInsideOneCommitOnly() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      Tables leaked = database.commit(tables -> tables);
      assertThrows(IllegalStateException.class, () -> leaked.contacts().all());
      assertThrows(
          IllegalStateException.class,
          () -> database.commit(tables -> database.commit(again -> true)));
      TestDatabase.addContacts(database);
    }
  }

  @Test
  void afterClosingNothingIsPromised() throws Exception {
    ClientDatabase database = TestDatabase.open(folder);
    database.close();
    StoreFailed failure =
        assertThrows(StoreFailed.class, () -> database.commit(tables -> tables.contacts().all()));
    assertEquals(StoreFailed.Reason.CLOSED, failure.reason());
  }

  @Test
  void onlyItsOwnerCanReadTheFiles() throws Exception {
    Path accounts = Files.createDirectories(folder.resolve("accounts"));
    Files.setPosixFilePermissions(accounts, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      assertEquals("rwx------", mode(accounts));
      try (Stream<Path> files = Files.list(accounts)) {
        List<Path> all = files.toList();
        assertTrue(all.stream().anyMatch(file -> file.toString().endsWith("-wal")));
        for (Path file : all) {
          assertEquals("rw-------", mode(file), file.toString());
        }
      }
    }
  }

  @Test
  void anotherIdentityOrRelayIsRefused() throws Exception {
    TestDatabase.open(folder).close();
    Path file = TestDatabase.file(folder);
    Files.copy(file, TestDatabase.file(folder, mallory(), PIN));
    Files.copy(file, TestDatabase.file(folder, alice(), OTHER_PIN));
    assertThrows(DatabaseOfAnother.class, () -> open(mallory(), PIN));
    assertThrows(DatabaseOfAnother.class, () -> open(alice(), OTHER_PIN));
  }

  @Test
  void aDatabaseThatSomebodyMadeForTheIdentityIsRefused() throws Exception {
    TestDatabase.open(folder).close();
    Path file = TestDatabase.file(folder);
    // Mallory knows Alice's public key, and so can seal a data key to it, but not sign.
    DataKey forged =
        DataKey.make(mallory(), DatabaseFile.owner(alice().fingerprint(), PIN), new SecureRandom());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var update = connection.prepareStatement("UPDATE account SET key = ?, signature = ?")) {
      update.setBytes(1, RsaOaep.SHA256.encrypt(alice().publicKey(), random(32).toArray()));
      update.setBytes(2, forged.signature().toArray());
      update.executeUpdate();
    }
    assertEquals(DatabaseDamaged.Part.KEY, damage().part());
  }

  @Test
  void anotherProgramsFileIsLeftAsItIs() throws Exception {
    Path file = TestDatabase.file(folder);
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE recipe (name TEXT)");
    }
    byte[] before = Files.readAllBytes(file);
    assertThrows(DatabaseOfAnother.class, () -> TestDatabase.open(folder));
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void aNewerVersionIsLeftAsItIs() throws Exception {
    TestDatabase.open(folder).close();
    execute("PRAGMA user_version = " + (Schema.version() + 1));
    assertThrows(DatabaseNewer.class, () -> TestDatabase.open(folder));
  }

  @Test
  void aDamagedFileIsNamedAndKeptAside() throws Exception {
    TestDatabase.open(folder).close();
    Path file = TestDatabase.file(folder);
    byte[] noDatabase = "not a database ".repeat(20).getBytes(StandardCharsets.US_ASCII);
    Files.write(file, noDatabase);
    DatabaseDamaged damage = damage();
    assertEquals(DatabaseDamaged.Part.FILE, damage.part());
    assertEquals(file, damage.file());
    assertTrue(String.valueOf(damage.getMessage()).contains(file.toString()));
    assertArrayEquals(noDatabase, Files.readAllBytes(file));

    Path aside = damage.putAside(NOW);
    assertArrayEquals(noDatabase, Files.readAllBytes(aside));
    assertFalse(Files.exists(file));
    try (ClientDatabase anew = TestDatabase.open(folder)) {
      assertEquals(List.of(), contacts(anew));
    }
  }

  @Test
  void anEmptyOrHalfGoneFileIsDamagedAndNotNew() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
    }
    Path file = TestDatabase.file(folder);
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(0, 99, 100, 4096, whole.length / 2)) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(DatabaseDamaged.Part.FILE, damage().part(), "cut to " + length);
    }
    Files.write(file, whole);
    try (ClientDatabase database = TestDatabase.open(folder)) {
      assertNotEquals(List.of(), contacts(database));
    }
  }

  @Test
  void aJournalWithoutItsFileIsDamageAndIsKeptAsideToo() throws Exception {
    Path file = TestDatabase.file(folder);
    Files.createDirectories(file.getParent());
    Path journal = file.resolveSibling(file.getFileName() + "-wal");
    Files.write(journal, new byte[] {1});
    DatabaseDamaged damage = damage();
    assertEquals(DatabaseDamaged.Part.MAIN_FILE_GONE, damage.part());
    damage.putAside(NOW);
    assertFalse(Files.exists(journal));
    TestDatabase.open(folder).close();
  }

  @Test
  void aLostDataKeyIsDamage() throws Exception {
    TestDatabase.open(folder).close();
    execute("DELETE FROM account");
    assertEquals(DatabaseDamaged.Part.KEY, damage().part());
  }

  @Test
  void whatWasHalfMadeWhenThePowerWentIsMadeAnew() throws Exception {
    Path file = TestDatabase.file(folder);
    Files.createDirectories(file.getParent());
    Files.write(file.resolveSibling(file.getFileName() + ".new"), new byte[] {1, 2, 3});
    TestDatabase.open(folder).close();
    assertTrue(Files.exists(file));
  }

  @Test
  void aStepOfTheSchemaIsDoneOnceAndOnlyWhole() throws Exception {
    TestDatabase.open(folder).close();
    int now = Schema.version();
    List<String> step = List.of("CREATE TABLE later (id INTEGER)");
    List<List<String>> later = new ArrayList<>(Collections.nCopies(now, List.of("already done")));
    later.add(step);
    List<List<String>> half = new ArrayList<>(later);
    half.add(List.of("nonsense"));
    try (Sql sql = Sql.open(TestDatabase.file(folder))) {
      sql.begin();
      assertThrows(StoreFailed.class, () -> Schema.migrate(sql, half));
      sql.rollback();
      assertEquals(now, Schema.version(sql));
      for (int i = 0; i < 2; i++) {
        sql.begin();
        Schema.migrate(sql, later);
        sql.commit();
        assertEquals(now + 1, Schema.version(sql));
      }
      assertEquals(0, sql.number("SELECT count(*) FROM later"));
    }
  }

  @Test
  void whatIsCommittedIsSyncedAndWhatIsErasedIsOverwritten() throws Exception {
    TestDatabase.open(folder).close();
    try (Sql sql = Sql.open(TestDatabase.file(folder))) {
      assertEquals(2, sql.number("PRAGMA synchronous"));
      assertEquals(1, sql.number("PRAGMA fullfsync"));
      assertEquals(1, sql.number("PRAGMA secure_delete"));
      assertEquals(2, sql.number("PRAGMA temp_store"));
      assertEquals(1, sql.number("PRAGMA foreign_keys"));
      assertEquals(
          "exclusive", sql.first("PRAGMA locking_mode", row -> row.getString(1)).orElseThrow());
      assertEquals("wal", sql.first("PRAGMA journal_mode", row -> row.getString(1)).orElseThrow());
    }
  }

  @Test
  void noQueryReadsMoreThanItsPage() throws Exception {
    TestDatabase.open(folder).close();
    for (String query : List.of(LogTable.PAGE, LogTable.NEWEST_AWAITED)) {
      assertEquals(
          "SEARCH entry USING INDEX " + index(query) + " (contact=? AND place<?)", plan(query));
    }
    for (String query : List.of(LogTable.SINCE, LogTable.AWAITED)) {
      assertEquals(
          "SEARCH entry USING INDEX " + index(query) + " (contact=? AND place>?)", plan(query));
    }
  }

  @Test
  void whatIsAboutATextAndWhatDisappearsIsFoundByItsIndex() throws Exception {
    TestDatabase.open(folder).close();
    assertEquals("SEARCH entry USING INDEX entry_by_target (target=?)", plan(LogTable.BY_TARGET));
    assertEquals("SEARCH entry USING INDEX entry_timed (id>?)", plan(LogTable.TIMED));
  }

  private static String index(String query) {
    return query.contains("awaited = 1") ? "entry_awaited" : "entry_shown";
  }

  private String plan(String query) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + TestDatabase.file(folder));
        Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
      StringBuilder steps = new StringBuilder();
      while (plan.next()) {
        steps.append(plan.getString("detail"));
      }
      return steps.toString();
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + TestDatabase.file(folder));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private ClientDatabase open(Identity identity, Fingerprint pin) throws Exception {
    return ClientDatabase.open(folder, identity, pin, new SecureRandom(), InstantSource.fixed(NOW));
  }

  private DatabaseDamaged damage() {
    return assertThrows(DatabaseDamaged.class, () -> TestDatabase.open(folder));
  }

  private static List<StoredContact> contacts(ClientDatabase database) throws Exception {
    return database.commit(tables -> tables.contacts().all()).rows();
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
