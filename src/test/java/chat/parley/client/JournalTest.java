package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.store.VerifiedKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Name BOB = new Name("bob");

  @TempDir Path data;

  private final List<MessengerEvent> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-03T10:15:30Z");
  private Journal journal;

  @BeforeEach
  void open() throws Exception {
    var owner = KeysFolder.at(Path.of("keys")).peer(new Name("alice")).orElseThrow().fingerprint();
    Contacts contacts =
        new Contacts(
            new Name("alice"),
            new KeyRing(VerifiedKeys.open(data, owner, now)),
            name -> new Contacts.Attendance(Presence.AWAY, false),
            told::add);
    journal = new Journal(contacts, told::add, () -> now, new Random(1));
  }

  @Test
  void a_line_of_a_kind_is_added_once_a_minute() {
    note();
    note();
    now = now.plus(Duration.ofSeconds(61));
    note();

    assertEquals(2, notes());
  }

  @Test
  void a_clock_that_is_put_back_keeps_no_line_away() {
    note();
    now = now.minus(Duration.ofDays(1));
    note();
    note();

    assertEquals(2, notes());
  }

  private void note() {
    journal.note(BOB, ChatMessage.Note.Kind.NOT_OPENED);
  }

  private long notes() {
    return told.stream().filter(MessengerEvent.MessageAdded.class::isInstance).count();
  }
}
