package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.contentId;
import static chat.parley.store.TestDatabase.filled;
import static chat.parley.store.TestDatabase.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases of every version that ever was open, and lose nothing.
class FrozenDatabaseTest {
  @TempDir private Path folder;

  @Test
  void version1IsReadWhole() throws Exception {
    Path file = TestDatabase.file(folder);
    Files.createDirectories(file.getParent());
    Files.copy(Path.of("src/test/resources/store/version-1.db"), file);
    try (ClientDatabase database = TestDatabase.open(folder)) {
      database.change(FrozenDatabaseTest::requireAll);
    }
  }

  private static void requireAll(Tables tables) throws StoreException {
    assertEquals(
        new Rows<>(List.of(FrozenDatabase.FRIEND, FrozenDatabase.STRANGER), List.of()),
        tables.contacts().all());
    assertEquals(Optional.of("off"), tables.settings().find("receipts"));
    assertEquals(
        new Rows<>(List.of(FrozenDatabase.ONE_TIME, FrozenDatabase.LAST_RESORT), List.of()),
        tables.prekeys().all());
    assertEquals(Optional.of(filled(400, 5)), tables.sessions().find(BOB));
    List<LogEntry> expected = new ArrayList<>();
    for (int number = 1; number <= FrozenDatabase.MESSAGES.size(); number++) {
      expected.add(
          new LogEntry(
              new Position((long) number << 32, number),
              FrozenDatabase.MESSAGES.get(number - 1),
              FrozenDatabase.contentOf(number).orElse(null)));
    }
    assertEquals(new Rows<>(expected, List.of()), tables.log().page(BOB, null, 100));
    assertEquals(
        List.of(new Parcel(1, contentId(8), BOB, filled(600, 6), id(3), contentId(3))),
        tables.outbox().page(0, 10).rows());
    assertTrue(tables.seen().contains(BOB, contentId(1)));
    assertTrue(tables.tags().contains(BOB, filled(32, 7)));
  }
}
