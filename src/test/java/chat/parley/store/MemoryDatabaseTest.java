package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.NOW;
import static chat.parley.store.TestDatabase.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The disk in memory keeps what a disk keeps, and loses what a disk loses: other tests rest on it.
class MemoryDatabaseTest {
  private final MemoryDatabase disk =
      new MemoryDatabase(new SecureRandom(), InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void whatWasCommittedSurvivesTheProgram() throws Exception {
    ClientDatabase database = disk.open();
    TestDatabase.addContacts(database);
    put(database, 1);
    disk.crash();
    assertEquals(Optional.of(state(1)), find(disk.open()));
  }

  @Test
  void aCopyBringsBackWhatWasThen() throws Exception {
    ClientDatabase database = disk.open();
    TestDatabase.addContacts(database);
    put(database, 1);
    MemoryDatabase.Copy backup = disk.copy();
    put(database, 2);
    disk.restore(backup);
    assertEquals(Optional.of(state(1)), find(disk.open()));
    disk.wipe();
    assertEquals(Optional.empty(), find(disk.open()));
  }

  @Test
  void aProgramThatEndsAtACommitHasDoneItOrNot() throws Exception {
    ClientDatabase database = disk.open();
    TestDatabase.addContacts(database);
    disk.atCommit(ending(true));
    assertThrows(AssertionError.class, () -> put(database, 1));
    disk.quietly();
    disk.crash();
    assertEquals(Optional.empty(), find(disk.open()));

    ClientDatabase again = disk.open();
    disk.atCommit(ending(false));
    assertThrows(AssertionError.class, () -> put(again, 1));
    disk.quietly();
    disk.crash();
    assertEquals(Optional.of(state(1)), find(disk.open()));
  }

  @Test
  void aDiskThatRefusesLeavesEverythingAsItWas() throws Exception {
    ClientDatabase database = disk.open();
    TestDatabase.addContacts(database);
    put(database, 1);
    disk.atCommit(
        new MemoryDatabase.AtCommit() {
          @Override
          public void before() throws SQLException {
            throw new SQLException("full");
          }

          @Override
          public void after() {}
        });
    assertThrows(StoreFailed.class, () -> put(database, 2));
    disk.quietly();
    assertEquals(Optional.of(state(1)), find(database));
  }

  private static MemoryDatabase.AtCommit ending(boolean before) {
    return new MemoryDatabase.AtCommit() {
      @Override
      public void before() {
        if (before) {
          throw new AssertionError("the program ends");
        }
      }

      @Override
      public void after() {
        throw new AssertionError("the program ends");
      }
    };
  }

  private static Bytes state(int value) {
    return filled(400, value);
  }

  private static void put(ClientDatabase database, int value) throws StoreException {
    database.change(tables -> tables.sessions().put(BOB, state(value)));
  }

  private static Optional<Bytes> find(ClientDatabase database) throws StoreException {
    return database.commit(tables -> tables.sessions().find(BOB));
  }
}
