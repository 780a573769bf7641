package chat.parley.session.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrozenVectorsTest {
  @Test
  void theSameRandomnessGivesTheSameBytesForEver() throws Exception {
    assertEquals(Files.readString(FrozenVectors.FILE), FrozenVectors.generate());
  }

  /// From the file alone: a receiver that has the prekey opens the frozen payloads, in another order.
  @Test
  void theFrozenPayloadsAreOpened() throws Exception {
    JsonObject vectors =
        JsonParser.parseString(Files.readString(FrozenVectors.FILE)).getAsJsonObject();
    Identity alice = FrozenVectors.identity(vectors.getAsJsonObject("alice"));
    Identity bob = FrozenVectors.identity(vectors.getAsJsonObject("bob"));
    Instant now = Instant.ofEpochMilli(vectors.get("now").getAsLong());
    PrekeyPrivate prekey =
        PrekeyPrivate.decode(FrozenVectors.bytes(vectors.getAsJsonObject("prekey"), "stored"));
    ContactSessions sessions = ContactSessions.none(bob, Party.of(alice));

    int opened = 0;
    for (JsonElement each : vectors.getAsJsonArray("messages")) {
      JsonObject message = each.getAsJsonObject();
      if (message.get("from").getAsString().equals("alice") && opened < 3) {
        ContactSessions.Received received =
            sessions.open(
                Payload.decode(FrozenVectors.bytes(message, "payload")),
                id -> Optional.of(prekey).filter(half -> half.prekey().id() == id),
                tag -> false,
                new SeededRandom(opened),
                now);
        assertEquals(message.get("content").getAsString(), Person.text(received.content()));
        assertEquals(
            FrozenVectors.bytes(vectors.getAsJsonObject("session"), "id"),
            received.session().bytes());
        sessions = received.next();
        opened++;
      }
    }
    assertEquals(3, opened);
  }

  @Test
  void theFrozenStatesAreRead() throws Exception {
    JsonObject vectors =
        JsonParser.parseString(Files.readString(FrozenVectors.FILE)).getAsJsonObject();
    Identity alice = FrozenVectors.identity(vectors.getAsJsonObject("alice"));
    Identity bob = FrozenVectors.identity(vectors.getAsJsonObject("bob"));
    Bytes alices = FrozenVectors.bytes(vectors, "aliceState");
    Bytes bobs = FrozenVectors.bytes(vectors, "bobState");

    assertEquals(alices, ContactSessions.decode(alice, Party.of(bob), alices).encode());
    assertEquals(bobs, ContactSessions.decode(bob, Party.of(alice), bobs).encode());
  }
}
