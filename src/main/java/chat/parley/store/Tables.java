package chat.parley.store;

import java.time.InstantSource;

/// All tables of a client database. They work inside [ClientDatabase#commit] only.
public final class Tables {
  private final Sql sql;
  private final SettingTable settings;
  private final ContactTable contacts;
  private final PrekeyTable prekeys;
  private final SessionTable sessions;
  private final LogTable log;
  private final OutboxTable outbox;
  private final SeenTable seen;
  private final TagTable tags;
  private final LedgerTable ledgers;
  private final EarlyTable early;

  Tables(Sql sql, RowSeal seal, InstantSource clock) {
    this.sql = sql;
    settings = new SettingTable(sql, seal);
    contacts = new ContactTable(sql, seal);
    prekeys = new PrekeyTable(sql, seal);
    sessions = new SessionTable(sql, seal, contacts);
    log = new LogTable(sql, seal, contacts);
    outbox = new OutboxTable(sql, seal, contacts);
    seen = new SeenTable(sql, seal, contacts);
    tags = new TagTable(sql, seal, contacts, clock);
    ledgers = new LedgerTable(sql, seal, contacts);
    early = new EarlyTable(sql, seal, contacts);
  }

  /// Takes out a row that cannot be read; with a contact goes everything that belongs to it.
  public void discard(DamagedRow row) throws StoreFailed {
    sql.requireTransaction();
    sql.erase("DELETE FROM " + row.table().sql() + " WHERE id = ?", row.id());
  }

  public SettingTable settings() {
    return settings;
  }

  public ContactTable contacts() {
    return contacts;
  }

  public PrekeyTable prekeys() {
    return prekeys;
  }

  public SessionTable sessions() {
    return sessions;
  }

  public LogTable log() {
    return log;
  }

  public OutboxTable outbox() {
    return outbox;
  }

  public SeenTable seen() {
    return seen;
  }

  public TagTable tags() {
    return tags;
  }

  public LedgerTable ledgers() {
    return ledgers;
  }

  public EarlyTable early() {
    return early;
  }
}
