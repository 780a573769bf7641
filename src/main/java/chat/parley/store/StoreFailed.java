package chat.parley.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The disk or the database refused.
public final class StoreFailed extends StoreException {
  private static final long serialVersionUID = 1;

  /// What the user can do about it differs.
  public enum Reason {
    DISK_FULL("the disk is full"),
    DAMAGED("the file is damaged"),
    /// Another process has the file.
    IN_USE("another process uses the file"),
    /// The medium or its rights: unplugged, read-only, broken.
    REFUSED("the disk refused"),
    /// Two rows that there can be only one of, or a row of nobody: a defect of ours.
    CONTRADICTION("the change contradicts what is kept"),
    CLOSED("the database is closed");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private final Reason reason;

  StoreFailed(Reason reason) {
    super("nothing was saved: " + reason.sentence(), null);
    this.reason = reason;
  }

  /// SQLite's messages name tables and columns, never values, which are all bound.
  StoreFailed(SQLException cause) {
    this(reason(cause), cause);
  }

  private StoreFailed(Reason reason, SQLException cause) {
    super("nothing was saved: " + reason.sentence(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  private static Reason reason(SQLException failure) {
    if (!(failure instanceof SQLiteException exception)) {
      return Reason.REFUSED;
    }
    // An extended code holds the primary one in its lowest byte.
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(exception.getResultCode().code & 0xff);
    return switch (code) {
      case SQLITE_FULL -> Reason.DISK_FULL;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Reason.DAMAGED;
      case SQLITE_BUSY, SQLITE_LOCKED -> Reason.IN_USE;
      case SQLITE_CONSTRAINT -> Reason.CONTRADICTION;
      default -> Reason.REFUSED;
    };
  }
}
