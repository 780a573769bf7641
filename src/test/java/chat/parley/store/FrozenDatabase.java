package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.CAROL;
import static chat.parley.store.TestDatabase.KEY;
import static chat.parley.store.TestDatabase.NOW;
import static chat.parley.store.TestDatabase.content;
import static chat.parley.store.TestDatabase.contentId;
import static chat.parley.store.TestDatabase.filled;
import static chat.parley.store.TestDatabase.id;
import static chat.parley.store.TestDatabase.incoming;
import static chat.parley.store.TestDatabase.outgoing;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the files `src/test/resources/store/version-*.db` hold. Its [#main] wrote each of them once, and is
/// run again for a newer version only, which gets a file of its own: an old file never changes.
final class FrozenDatabase {
  static final StoredContact FRIEND =
      StoredContact.of(BOB, Standing.ACCEPTED)
          .withKey(filled(294, 1), new Trust.Verified(NOW))
          .withReadUpTo(new Position(1L << 32, 1))
          .withOfferedKey(filled(294, 2));
  static final StoredContact STRANGER =
      StoredContact.of(CAROL, Standing.REQUEST).withTrust(new Trust.Changed(KEY, true));
  static final StoredPrekey ONE_TIME = new StoredPrekey(-5, false, filled(110, 3), null);
  static final StoredPrekey LAST_RESORT = new StoredPrekey(7, true, filled(110, 4), NOW);
  static final List<ChatMessage> MESSAGES =
      List.of(
          incoming(BOB, 1),
          outgoing(BOB, 2, new Delivery.Read()),
          outgoing(BOB, 3, new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED)),
          outgoing(BOB, 4, new Delivery.Failed(Delivery.FailReason.KEY_REPLACED)),
          new ChatMessage.Note(id(5), BOB, NOW, ChatMessage.Note.Kind.KEY_CHANGED));

  /// Since version 2.
  static final ChatMessage DOUBTFUL =
      new ChatMessage.Incoming(id(6), BOB, NOW, "under another key", true);

  /// Since version 2.
  static final Ledger LEDGER =
      new Ledger(
          List.of(contentId(1), contentId(9)),
          List.of(contentId(1)),
          List.of(new Ledger.Missing(contentId(10), NOW)),
          new Ledger.Asking(3, NOW),
          new Ledger.Answer(NOW, true),
          new Ledger.Answer(null, false),
          NOW.plusSeconds(6),
          List.of());

  /// Since version 3.
  static final StoredContact SPEAKER =
      StoredContact.of(new Name("dave"), Standing.ACCEPTED)
          .withProfile(new StoredContact.Profile(NOW, new DisplayName("Dave D.")))
          .withTold("Ali")
          .withLifetime(Lifetime.WEEK);

  /// Since version 3.
  static final ChatMessage.Incoming ANNOTATED =
      new ChatMessage.Incoming(id(7), BOB, NOW, "edited", false);

  /// Since version 3.
  static final LoggedContent ANNOTATIONS =
      content(7)
          .with(
              new Annotations(
                  contentId(2),
                  NOW.plusSeconds(8),
                  false,
                  new Annotations.Mark(NOW, new Emoji("!")),
                  new Annotations.Mark(NOW.plusSeconds(1), null),
                  Duration.ofHours(1),
                  NOW.plusSeconds(3_600)));

  /// Since version 3: not shown.
  static final List<Act> ACTS =
      List.of(
          new Act.Edit(contentId(2), "own text, edited"),
          new Act.Deletion(contentId(3)),
          new Act.Reaction(contentId(7), new Emoji("!")),
          new Act.Reaction(contentId(1), null),
          new Act.Profile(new DisplayName("Ali")),
          new Act.Profile(null));

  /// Since version 3.
  static final EarlyAct EARLY =
      new EarlyAct(new Act.Edit(contentId(20), "too early"), KEY, NOW.plusSeconds(9));

  private FrozenDatabase() {}

  static LoggedContent act(int number) {
    return new LoggedContent(contentId(8 + number), NOW, KEY, Annotations.NONE, ACTS.get(number));
  }

  static Optional<LoggedContent> contentOf(int number) {
    return number < MESSAGES.size() ? Optional.of(content(number)) : Optional.empty();
  }

  private static void fill(Tables tables) throws StoreException {
    tables.contacts().put(FRIEND);
    tables.contacts().put(STRANGER);
    tables.settings().put("receipts", "off");
    tables.prekeys().put(ONE_TIME);
    tables.prekeys().put(LAST_RESORT);
    tables.sessions().put(BOB, filled(400, 5));
    int number = 0;
    for (ChatMessage message : MESSAGES) {
      tables.log().append(message, contentOf(++number).orElse(null));
    }
    tables.outbox().add(BOB, contentId(8), filled(600, 6), id(3), contentId(3));
    tables.seen().add(BOB, contentId(1));
    tables.tags().add(BOB, filled(32, 7));
    tables.log().append(DOUBTFUL, content(6));
    tables.ledgers().put(BOB, LEDGER);
    fillThird(tables);
  }

  private static void fillThird(Tables tables) throws StoreException {
    tables.contacts().put(SPEAKER);
    tables.log().append(ANNOTATED, ANNOTATIONS);
    for (int i = 0; i < ACTS.size(); i++) {
      tables.log().append(outgoing(BOB, 8 + i, new Delivery.AtRelay()), act(i));
    }
    tables.early().put(BOB, EARLY);
  }

  /// Writes the file of the version at hand.
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("frozen");
    try (ClientDatabase database = TestDatabase.open(folder)) {
      database.change(FrozenDatabase::fill);
    }
    Files.copy(
        TestDatabase.file(folder),
        Path.of("src/test/resources/store/version-" + Schema.version() + ".db"));
  }
}
