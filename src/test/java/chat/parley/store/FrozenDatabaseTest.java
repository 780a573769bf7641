package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.content;
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
    try (ClientDatabase database = open(1)) {
      database.change(
          tables -> {
            requireAll(tables, List.of());
            assertEquals(Ledger.EMPTY, tables.ledgers().find(BOB));
          });
    }
  }

  @Test
  void version2IsReadWhole() throws Exception {
    try (ClientDatabase database = open(2)) {
      database.change(
          tables -> {
            requireAll(
                tables,
                List.of(
                    new LogEntry(new Position(6L << 32, 6), FrozenDatabase.DOUBTFUL, content(6))));
            assertEquals(FrozenDatabase.LEDGER, tables.ledgers().find(BOB));
          });
    }
  }

  @Test
  void version3IsReadWhole() throws Exception {
    try (ClientDatabase database = open(3)) {
      database.change(FrozenDatabaseTest::requireThird);
    }
  }

  private static void requireThird(Tables tables) throws StoreException {
    assertEquals(
        List.of(FrozenDatabase.FRIEND, FrozenDatabase.STRANGER, FrozenDatabase.SPEAKER),
        tables.contacts().all().rows());
    LogEntry annotated =
        new LogEntry(
            new Position(7L << 32, 7), FrozenDatabase.ANNOTATED, FrozenDatabase.ANNOTATIONS);
    assertEquals(List.of(annotated), tables.log().page(BOB, null, 1).rows());
    assertEquals(List.of(annotated), tables.log().timed(0, 10).rows());
    assertEquals(List.of(annotated), tables.log().answers(BOB, contentId(2), 9).rows());
    List<LogEntry> awaited = tables.log().awaited(BOB, 100).rows();
    assertEquals(
        FrozenDatabase.ACTS,
        awaited.subList(awaited.size() - FrozenDatabase.ACTS.size(), awaited.size()).stream()
            .map(LogEntry::act)
            .toList());
    assertEquals(
        FrozenDatabase.act(1),
        tables.log().actsOn(BOB, contentId(3), 9).rows().getFirst().content());
    assertEquals(
        List.of(FrozenDatabase.EARLY), tables.early().take(BOB, contentId(20), TestDatabase.KEY));
    assertEquals(FrozenDatabase.LEDGER, tables.ledgers().find(BOB));
  }

  @Test
  void whatANewerVersionAddsCanBeWrittenIntoAnOldFile() throws Exception {
    try (ClientDatabase database = open(1)) {
      database.change(
          tables -> {
            tables.log().append(FrozenDatabase.DOUBTFUL, content(6));
            tables.ledgers().put(BOB, FrozenDatabase.LEDGER);
          });
      database.change(
          tables -> {
            assertEquals(FrozenDatabase.LEDGER, tables.ledgers().find(BOB));
            assertEquals(
                FrozenDatabase.DOUBTFUL,
                tables.log().page(BOB, null, 1).rows().getFirst().message());
          });
    }
  }

  private ClientDatabase open(int version) throws Exception {
    Path file = TestDatabase.file(folder);
    Files.createDirectories(file.getParent());
    Files.copy(Path.of("src/test/resources/store/version-" + version + ".db"), file);
    return TestDatabase.open(folder);
  }

  private static void requireAll(Tables tables, List<LogEntry> later) throws StoreException {
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
    expected.addAll(later);
    assertEquals(new Rows<>(expected, List.of()), tables.log().page(BOB, null, 100));
    assertEquals(
        List.of(new Parcel(1, contentId(8), BOB, filled(600, 6), id(3), contentId(3))),
        tables.outbox().page(0, 10).rows());
    assertTrue(tables.seen().contains(BOB, contentId(1)));
    assertTrue(tables.tags().contains(BOB, filled(32, 7)));
  }
}
