package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.content;
import static chat.parley.store.TestDatabase.contentId;
import static chat.parley.store.TestDatabase.id;
import static chat.parley.store.TestDatabase.outgoing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.disk.RecordedDisk;
import chat.parley.model.Bytes;
import chat.parley.model.Delivery;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever becomes of the pages that were not synced when the power is cut, what a commit of the client
/// said is kept is there, and what belongs together is together. Needs `strace`.
class ClientPowerCutTest {
  private static final Delivery WAITING = new Delivery.Waiting(Delivery.WaitReason.SENDING);
  private static final int MESSAGES = 150;
  private static final int CUTS = Integer.getInteger("parley.power-cuts", 30);

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void whatWasCommittedIsThereWhenThePowerIsBack() throws Exception {
    assumeTrue(RecordedDisk.isPossible(), "strace is not installed, or may not look");
    Path data = folder.resolve("data");
    RecordedDisk disk =
        RecordedDisk.record(ClientPowerCutTest.class, data, folder.resolve("log"), List.of());
    assertEquals(String.valueOf(MESSAGES), disk.promised());
    disk.cutPower(
        CUTS,
        folder,
        new Random(17),
        (after, promised) -> {
          try (ClientDatabase database = TestDatabase.open(after)) {
            KilledClientTest.requireWhole(database, Integer.parseInt(promised));
          }
        });
  }

  /// The client: commits a message, its parcel and the session's state together, and promises it.
  public static void main(String[] args) throws Exception {
    try (ClientDatabase database = TestDatabase.open(Path.of(args[0]))) {
      TestDatabase.addContacts(database);
      for (int number = 1; number <= MESSAGES; number++) {
        int each = number;
        database.change(
            tables -> {
              tables.log().append(outgoing(BOB, each, WAITING), content(each));
              tables.outbox().add(BOB, contentId(each), Bytes.of(new byte[500]), id(each), null);
              tables.sessions().put(BOB, Bytes.of(ByteBuffer.allocate(400).putInt(each).array()));
            });
        RecordedDisk.promise(String.valueOf(each));
      }
    }
  }
}
