package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.content;
import static chat.parley.store.TestDatabase.contentId;
import static chat.parley.store.TestDatabase.id;
import static chat.parley.store.TestDatabase.outgoing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of its commits (`kill -9`) loses nothing that it was told is kept.
class KilledClientTest {
  private static final Delivery WAITING = new Delivery.Waiting(Delivery.WaitReason.SENDING);
  private static final int KILLS = 3;

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void whatWasCommittedIsThereAndWhatBelongsTogetherIsTogether() throws Exception {
    TestDatabase.open(folder).close();
    Random random = new Random(11);
    int committed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      committed = runAndKill(committed, committed + 20 + random.nextInt(150));
      try (ClientDatabase database = TestDatabase.open(folder)) {
        committed = requireWhole(database, committed);
      }
    }
  }

  /// @return the last number that the client said was kept
  private int runAndKill(int from, int to) throws Exception {
    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path", ""),
                KilledClientTest.class.getName(),
                folder.toString(),
                String.valueOf(from))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = from;
    try (BufferedReader lines = client.inputReader(StandardCharsets.US_ASCII)) {
      String line;
      while ((line = lines.readLine()) != null) {
        last = Integer.parseInt(line);
        if (last >= to) {
          // SIGKILL. Unlike Process, its handle leaves the stream open: what it said by then
          // counts.
          client.toHandle().destroyForcibly();
        }
      }
    } finally {
      client.destroyForcibly().waitFor();
    }
    assertTrue(last >= to, "the client ended by itself");
    return last;
  }

  /// @return how many messages there are
  static int requireWhole(ClientDatabase database, int told) throws Exception {
    return database.commit(
        tables -> {
          int state = ByteBuffer.wrap(tables.sessions().find(BOB).orElseThrow().toArray()).getInt();
          assertTrue(state >= told, "kept " + state + " of " + told);
          List<MessageId> expected =
              IntStream.rangeClosed(1, state).mapToObj(TestDatabase::id).toList();
          Rows<LogEntry> log = tables.log().since(BOB, Position.BEGINNING, 100_000);
          assertEquals(List.of(), log.damaged());
          assertEquals(expected, log.rows().stream().map(entry -> entry.message().id()).toList());
          assertEquals(
              expected,
              tables.outbox().page(0, 100_000).rows().stream().map(Parcel::message).toList());
          return state;
        });
  }

  /// The client: commits a message, its parcel and the session's state together, and says so.
  public static void main(String[] args) throws Exception {
    try (ClientDatabase database = TestDatabase.open(Path.of(args[0]))) {
      TestDatabase.addContacts(database);
      for (int number = Integer.parseInt(args[1]) + 1; number < 100_000; number++) {
        int each = number;
        database.change(
            tables -> {
              tables.log().append(outgoing(BOB, each, WAITING), content(each));
              tables.outbox().add(BOB, contentId(each), Bytes.of(new byte[500]), id(each), null);
              tables.sessions().put(BOB, Bytes.of(ByteBuffer.allocate(400).putInt(each).array()));
            });
        System.out.println(each);
      }
    }
  }
}
