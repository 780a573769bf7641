package chat.parley.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What belongs to a text beside its words, and what became of it since it was written.
///
/// @param quote what it answers; null if nothing
/// @param isEdited whether its author put these words in the place of others
/// @param isDeleted whether its author took it back: it has no words then
/// @param mine the user's reaction to it; null for none
/// @param theirs the contact's reaction to it; null for none
/// @param expiry when it is to disappear; null if it stays
public record Particulars(
    @Nullable Quote quote,
    boolean isEdited,
    boolean isDeleted,
    @Nullable Emoji mine,
    @Nullable Emoji theirs,
    @Nullable Expiry expiry) {
  /// A text that answers nothing, is as it was, and stays.
  public static final Particulars NONE = new Particulars(null, false, false, null, null, null);

  /// When a text disappears.
  ///
  /// @param after how long it stays once its time has begun
  /// @param at when that is over; null while it has not begun: not sent yet, or not read
  public record Expiry(Duration after, @Nullable Instant at) {}

  public Particulars withQuote(@Nullable Quote answered) {
    return new Particulars(answered, isEdited, isDeleted, mine, theirs, expiry);
  }
}
