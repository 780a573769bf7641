package chat.parley.store;

import java.util.List;

/// The tables, version by version. A newer version adds a step and never changes an old one; what is sealed
/// inside a row has a version of its own ([RowWriter]).
final class Schema {
  /// `PRAGMA application_id`: "Prlc".
  static final int APPLICATION = 0x50726c63;

  /// Version 1. Everything that says something is in `sealed`, or blind. Numbers of rows are never used
  /// again (AUTOINCREMENT), so that an old row fits no new place.
  private static final List<String> FIRST =
      List.of(
          "CREATE TABLE account (id INTEGER PRIMARY KEY CHECK (id = 1), owner BLOB NOT NULL,"
              + " key BLOB NOT NULL, signature BLOB NOT NULL) STRICT",
          "CREATE TABLE setting (id INTEGER PRIMARY KEY AUTOINCREMENT, blind BLOB NOT NULL UNIQUE,"
              + " sealed BLOB NOT NULL) STRICT",
          "CREATE TABLE contact (id INTEGER PRIMARY KEY AUTOINCREMENT, blind BLOB NOT NULL UNIQUE,"
              + " sealed BLOB NOT NULL) STRICT",
          "CREATE TABLE prekey (id INTEGER PRIMARY KEY AUTOINCREMENT, blind BLOB NOT NULL UNIQUE,"
              + " sealed BLOB NOT NULL) STRICT",
          "CREATE TABLE session (id INTEGER PRIMARY KEY REFERENCES contact ON DELETE CASCADE,"
              + " sealed BLOB NOT NULL) STRICT",
          // awaited: 1 while a receipt may still come for it.
          "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,"
              + " place INTEGER NOT NULL, awaited INTEGER NOT NULL, blind BLOB NOT NULL UNIQUE,"
              + " content BLOB UNIQUE, sealed BLOB NOT NULL) STRICT",
          "CREATE INDEX entry_of_conversation ON entry (contact, place)",
          "CREATE INDEX entry_awaited ON entry (contact, place) WHERE awaited = 1",
          "CREATE TABLE parcel (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,"
              + " blind BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL) STRICT",
          "CREATE INDEX parcel_of_contact ON parcel (contact)",
          "CREATE TABLE tag (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,"
              + " blind BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL) STRICT",
          "CREATE INDEX tag_of_contact ON tag (contact)",
          "CREATE TABLE seen (contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,"
              + " blind BLOB NOT NULL, PRIMARY KEY (contact, blind)) WITHOUT ROWID, STRICT");

  /// Version 2: what is owed to a contact and by it.
  private static final List<String> SECOND =
      List.of(
          "CREATE TABLE ledger (id INTEGER PRIMARY KEY REFERENCES contact ON DELETE CASCADE,"
              + " sealed BLOB NOT NULL) STRICT");

  /// Version 3: contents that act on others. Those of one's own are entries that are not shown, until a receipt
  /// came for them; those of a contact whose target has not come are early.
  private static final List<String> THIRD =
      List.of(
          "ALTER TABLE entry ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
          // What a content acts on or answers.
          "ALTER TABLE entry ADD COLUMN target BLOB",
          // 1 if it is to disappear.
          "ALTER TABLE entry ADD COLUMN timed INTEGER NOT NULL DEFAULT 0",
          "CREATE INDEX entry_shown ON entry (contact, place) WHERE hidden = 0",
          "CREATE INDEX entry_by_target ON entry (target) WHERE target IS NOT NULL",
          "CREATE INDEX entry_timed ON entry (id) WHERE timed = 1",
          "CREATE TABLE early (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,"
              + " blind BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL) STRICT",
          "CREATE INDEX early_of_contact ON early (contact)");

  private static final List<List<String>> STEPS = List.of(FIRST, SECOND, THIRD);

  private Schema() {}

  /// What this program writes, in `PRAGMA user_version`.
  static int version() {
    return STEPS.size();
  }

  /// What a file holds; 0 if nothing was ever written to it.
  static int version(Sql sql) throws StoreFailed {
    return (int) sql.number("PRAGMA user_version");
  }

  /// Whether the tables hang together; says nothing of what is sealed inside.
  static boolean isWhole(Sql sql) throws StoreException {
    return sql.first("PRAGMA quick_check(1)", row -> row.getString(1))
        .filter("ok"::equals)
        .isPresent();
  }

  /// Brings a file to the newest version, inside the transaction at hand.
  static void migrate(Sql sql) throws StoreFailed {
    migrate(sql, STEPS);
  }

  static void migrate(Sql sql, List<List<String>> steps) throws StoreFailed {
    sql.requireTransaction();
    int from = version(sql);
    if (from == steps.size()) {
      return;
    }
    for (List<String> step : steps.subList(from, steps.size())) {
      for (String statement : step) {
        sql.execute(statement);
      }
    }
    sql.execute("PRAGMA application_id = " + APPLICATION);
    sql.execute("PRAGMA user_version = " + steps.size());
  }
}
