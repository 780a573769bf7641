package chat.parley.store;

import chat.parley.model.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user's program and a contact's still owe each other, beside the messages themselves: it has to
/// survive the program's end, or a receipt would never come and a loss never be noticed.
///
/// @param delivered contents of the contact's that it has no receipt for yet
/// @param read those of them that the user has seen, and of earlier ones
/// @param missing contents that the contact says it sent and that have not come, oldest first
/// @param asking how the contact was asked for them
/// @param resend how the contact's own asking was answered
/// @param renewal how payloads that could not be opened were answered: by a new session
/// @param newest the latest date that a content of the contact's had
/// @param unread contents of the contact's that came late, stand above what the user has read, and were not seen
///     yet
public record Ledger(
    List<Bytes> delivered,
    List<Bytes> read,
    List<Missing> missing,
    Asking asking,
    Answer resend,
    Answer renewal,
    Instant newest,
    List<Bytes> unread) {
  /// Nothing is owed, and nothing ever came.
  public static final Ledger EMPTY =
      new Ledger(
          List.of(),
          List.of(),
          List.of(),
          Asking.NEVER,
          Answer.NEVER,
          Answer.NEVER,
          Instant.EPOCH,
          List.of());

  /// A content that has not come.
  ///
  /// @param since when it was first named
  public record Missing(Bytes content, Instant since) {}

  /// How often, and when, something was asked for in a row.
  ///
  /// @param times how often
  /// @param last when; null if never
  public record Asking(int times, @Nullable Instant last) {
    /// Not asked yet.
    public static final Asking NEVER = new Asking(0, null);

    public Asking again(Instant now) {
      return new Asking(times + 1, now);
    }
  }

  /// Something that is answered now and then only.
  ///
  /// @param last when it was answered last; null if never
  /// @param isDue whether another answer is to be given as soon as it may be
  public record Answer(@Nullable Instant last, boolean isDue) {
    /// Not answered yet, and not asked for.
    public static final Answer NEVER = new Answer(null, false);

    public Answer due() {
      return new Answer(last, true);
    }

    public Answer given(Instant now) {
      return new Answer(now, false);
    }
  }

  public Ledger {
    delivered = List.copyOf(delivered);
    read = List.copyOf(read);
    missing = List.copyOf(missing);
    unread = List.copyOf(unread);
  }

  public Ledger withDelivered(List<Bytes> owed) {
    return new Ledger(owed, read, missing, asking, resend, renewal, newest, unread);
  }

  public Ledger withRead(List<Bytes> owed) {
    return new Ledger(delivered, owed, missing, asking, resend, renewal, newest, unread);
  }

  public Ledger withMissing(List<Missing> lacking, Asking asked) {
    return new Ledger(delivered, read, lacking, asked, resend, renewal, newest, unread);
  }

  public Ledger withResend(Answer answer) {
    return new Ledger(delivered, read, missing, asking, answer, renewal, newest, unread);
  }

  public Ledger withRenewal(Answer answer) {
    return new Ledger(delivered, read, missing, asking, resend, answer, newest, unread);
  }

  public Ledger withNewest(Instant date) {
    return new Ledger(delivered, read, missing, asking, resend, renewal, date, unread);
  }

  public Ledger withUnread(List<Bytes> late) {
    return new Ledger(delivered, read, missing, asking, resend, renewal, newest, late);
  }

  /// Whose contents they are is private, and so is when.
  @Override
  public String toString() {
    return "Ledger[" + delivered.size() + ", " + read.size() + ", " + missing.size() + "]";
  }

  static Ledger read(RowReader in) throws RowReader.Malformed {
    return new Ledger(
        ids(in),
        ids(in),
        missing(in),
        new Asking(in.i32(), in.optionalInstant()),
        answer(in),
        answer(in),
        in.instant(),
        in.version() > 1 ? ids(in) : List.of());
  }

  RowWriter write(RowWriter out) {
    write(out, delivered);
    write(out, read);
    out.i32(missing.size());
    missing.forEach(each -> out.bytes(each.content).instant(each.since));
    out.i32(asking.times).optional(asking.last);
    out.optional(resend.last).flag(resend.isDue);
    out.optional(renewal.last).flag(renewal.isDue).instant(newest);
    write(out, unread);
    return out;
  }

  private static void write(RowWriter out, List<Bytes> ids) {
    out.i32(ids.size());
    ids.forEach(out::bytes);
  }

  private static List<Bytes> ids(RowReader in) throws RowReader.Malformed {
    List<Bytes> ids = new ArrayList<>();
    for (int left = in.i32(); left > 0; left--) {
      ids.add(in.bytes());
    }
    return ids;
  }

  private static List<Missing> missing(RowReader in) throws RowReader.Malformed {
    List<Missing> missing = new ArrayList<>();
    for (int left = in.i32(); left > 0; left--) {
      missing.add(new Missing(in.bytes(), in.instant()));
    }
    return missing;
  }

  private static Answer answer(RowReader in) throws RowReader.Malformed {
    return new Answer(in.optionalInstant(), in.flag());
  }
}
