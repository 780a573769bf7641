package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.app.ToldTexts.Change;
import chat.parley.model.ChatMessage;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldTextsTest {
  private static final Name BOB = new Name("bob");
  private static final Emoji THUMB = new Emoji("👍");

  private final ToldTexts told = new ToldTexts();

  @Test
  void what_becomes_of_a_text_is_told_once() {
    told.remember(text("frist", false, false, null));
    assertEquals(Set.of(Change.EDITED), told.changed(text("first", true, false, null)));
    assertEquals(Set.of(), told.changed(text("first", true, false, null)));
    assertEquals(Set.of(Change.REACTED), told.changed(text("first", true, false, THUMB)));
    assertEquals(
        Set.of(Change.EDITED, Change.REACTED), told.changed(text("1st", true, false, null)));
    assertEquals(Set.of(Change.DELETED), told.changed(text("", false, true, null)));
    assertEquals(Set.of(), told.changed(text("", false, true, null)));
    assertEquals(Optional.of(BOB), told.forget(id()));
    assertEquals(Optional.empty(), told.forget(id()));
  }

  /// As after a new start of the program.
  @Test
  void of_a_text_that_is_not_remembered_everything_is_told() {
    assertEquals(
        Set.of(Change.EDITED, Change.REACTED), told.changed(text("first", true, false, THUMB)));
    assertEquals(Set.of(), told.changed(text("first", true, false, THUMB)));
  }

  private static ChatMessage text(
      String words, boolean isEdited, boolean isDeleted, @Nullable Emoji theirs) {
    return new ChatMessage.Incoming(
        id(),
        BOB,
        Instant.EPOCH,
        words,
        false,
        new Particulars(null, isEdited, isDeleted, null, theirs, null));
  }

  private static MessageId id() {
    return MessageId.of(new byte[MessageId.BYTES]);
  }
}
