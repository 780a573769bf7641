package chat.parley.client.mail;

import chat.parley.store.StoreException;
import java.time.Instant;

/// Dates what is sent: no two contents have the same date, and none an earlier one than the one before, also if the
/// clock was set back.
final class Dates implements Books.Part {
  private static final String SETTING = "mail.dated";

  private long last;
  private boolean isNew;

  @Override
  public void load(Commit commit) throws StoreException {
    last = commit.tables().settings().find(SETTING).map(Long::parseLong).orElse(0L);
    isNew = false;
  }

  /// The date of the next content, in whole milliseconds.
  Instant next(Commit commit) {
    last = Math.max(commit.now().toEpochMilli(), last + 1);
    isNew = true;
    return Instant.ofEpochMilli(last);
  }

  @Override
  public void save(Commit commit) throws StoreException {
    if (isNew) {
      commit.tables().settings().put(SETTING, Long.toString(last));
      isNew = false;
    }
  }
}
