package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Emoji;
import chat.parley.model.Particulars;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is kept of a text beside its words.
///
/// @param replyTo the id of the content that it answers, of either side
/// @param editedAt the date of the edit that its words are from; null if they are the first ones
/// @param isDeleted whether its author took it back
/// @param mine the user's newest reaction to it; null if there never was one
/// @param theirs the contact's newest reaction to it; null if there never was one
/// @param expiresAfter how long it stays once its time has begun; null for good
/// @param expiresAt when that is over; null while it has not begun
public record Annotations(
    @Nullable Bytes replyTo,
    @Nullable Instant editedAt,
    boolean isDeleted,
    @Nullable Mark mine,
    @Nullable Mark theirs,
    @Nullable Duration expiresAfter,
    @Nullable Instant expiresAt) {
  /// A text that answers nothing, is as it was, and stays.
  public static final Annotations NONE = of(null, null);

  /// A reaction, also one that was taken back: an older one that comes later changes nothing.
  ///
  /// @param at as its author dated it
  /// @param emoji null if it was taken back
  public record Mark(Instant at, @Nullable Emoji emoji) {}

  /// A new text.
  public static Annotations of(@Nullable Bytes replyTo, @Nullable Duration expiresAfter) {
    return new Annotations(replyTo, null, false, null, null, expiresAfter, null);
  }

  /// The words are from an edit of this date.
  public Annotations edited(Instant at) {
    return new Annotations(replyTo, at, isDeleted, mine, theirs, expiresAfter, expiresAt);
  }

  /// The text was taken back: nothing stays but when it disappears altogether.
  public Annotations deleted() {
    return new Annotations(null, null, true, null, null, expiresAfter, expiresAt);
  }

  /// Whether the text had other words once.
  boolean isRewritten() {
    return isDeleted || editedAt != null;
  }

  public Annotations withMine(@Nullable Mark mark) {
    return new Annotations(replyTo, editedAt, isDeleted, mark, theirs, expiresAfter, expiresAt);
  }

  public Annotations withTheirs(@Nullable Mark mark) {
    return new Annotations(replyTo, editedAt, isDeleted, mine, mark, expiresAfter, expiresAt);
  }

  /// The time of the text begins, if it has one and it has not begun.
  public Annotations begun(Instant now) {
    return expiresAfter == null || expiresAt != null ? this : endingAt(now.plus(expiresAfter));
  }

  /// The time of the text has not begun.
  public Annotations notBegun() {
    return endingAt(null);
  }

  /// The text disappears then, or nobody knows yet.
  public Annotations endingAt(@Nullable Instant end) {
    return new Annotations(replyTo, editedAt, isDeleted, mine, theirs, expiresAfter, end);
  }

  /// As it is shown, without what it answers.
  Particulars particulars() {
    return new Particulars(
        null,
        editedAt != null,
        isDeleted,
        mine == null ? null : mine.emoji,
        theirs == null ? null : theirs.emoji,
        expiresAfter == null ? null : new Particulars.Expiry(expiresAfter, expiresAt));
  }

  RowWriter write(RowWriter out) {
    out.optional(replyTo).optional(editedAt).flag(isDeleted);
    write(out, mine);
    write(out, theirs);
    out.flag(expiresAfter != null);
    if (expiresAfter != null) {
      out.i64(expiresAfter.toSeconds());
    }
    return out.optional(expiresAt);
  }

  private static void write(RowWriter out, @Nullable Mark mark) {
    out.flag(mark != null);
    if (mark != null) {
      out.instant(mark.at);
      ActCodec.write(out, mark.emoji);
    }
  }

  static Annotations read(RowReader in) throws RowReader.Malformed {
    return new Annotations(
        in.optional(),
        in.optionalInstant(),
        in.flag(),
        mark(in),
        mark(in),
        in.flag() ? Duration.ofSeconds(in.i64()) : null,
        in.optionalInstant());
  }

  private static @Nullable Mark mark(RowReader in) throws RowReader.Malformed {
    return in.flag() ? new Mark(in.instant(), ActCodec.emoji(in)) : null;
  }

  /// What somebody felt, and when, is private.
  @Override
  public String toString() {
    return "Annotations";
  }
}
