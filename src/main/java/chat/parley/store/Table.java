package chat.parley.store;

import java.nio.charset.StandardCharsets;

/// The tables whose rows are sealed.
public enum Table {
  SETTING("setting"),
  CONTACT("contact"),
  PREKEY("prekey"),
  SESSION("session"),
  /// Entries of conversations.
  ENTRY("entry"),
  /// The outbox.
  PARCEL("parcel"),
  /// Tags of opened payloads.
  TAG("tag"),
  /// Ids of contents that came; its rows are blind and hold nothing else.
  SEEN("seen"),
  /// What is owed to a contact and by it.
  LEDGER("ledger"),
  /// Contents of a contact's that act on what has not come.
  EARLY("early");

  private final String sql;

  Table(String sql) {
    this.sql = sql;
  }

  /// Its name in the database, and in what its rows are bound to.
  String sql() {
    return sql;
  }

  byte[] bytes() {
    return sql.getBytes(StandardCharsets.US_ASCII);
  }
}
