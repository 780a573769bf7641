package chat.parley.store;

import chat.parley.crypto.DecryptionFailed;
import chat.parley.crypto.Label;
import chat.parley.crypto.RsaOaep;
import chat.parley.crypto.RsaPss;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The random key of a database, sealed to its identity: the one row of the table `account`.
///
/// The identity also signs it. Anybody can seal a key to a public key, and so could put a database of their
/// own making, with contacts and pinned keys of their choice, in the place of the user's.
///
/// @param owner see [DatabaseFile#owner]
/// @param sealed RSA-OAEP (SHA-256) of the 32 bytes
/// @param signature PSS over owner and sealed key
record DataKey(Bytes owner, Bytes sealed, Bytes signature) {
  private static final Label LABEL = new Label("parley1 database key");
  private static final int BYTES = 32;

  /// Makes the key of a new database.
  static DataKey make(Identity identity, Bytes owner, SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    byte[] sealed = RsaOaep.SHA256.encrypt(identity.publicKey(), key);
    Arrays.fill(key, (byte) 0);
    byte[] signature = RsaPss.sign(identity.key(), LABEL, random, owner.toArray(), sealed);
    return new DataKey(owner, Bytes.of(sealed), Bytes.of(signature));
  }

  /// Reads the row, unless it is gone.
  static Optional<DataKey> read(Sql sql) throws StoreException {
    return sql.first(
        "SELECT owner, key, signature FROM account WHERE id = 1",
        row ->
            new DataKey(
                Bytes.of(row.getBytes(1)), Bytes.of(row.getBytes(2)), Bytes.of(row.getBytes(3))));
  }

  void write(Sql sql) throws StoreFailed {
    sql.update(
        "INSERT INTO account (id, owner, key, signature) VALUES (1, ?, ?, ?)",
        owner.toArray(),
        sealed.toArray(),
        signature.toArray());
  }

  /// Unlocks the rows.
  ///
  /// @throws DecryptionFailed if this identity did not make it, or it was changed
  RowSeal unlock(Identity identity, SecureRandom random) throws DecryptionFailed {
    boolean own =
        RsaPss.verify(
            identity.publicKey(), LABEL, signature.toArray(), owner.toArray(), sealed.toArray());
    if (!own) {
      throw new DecryptionFailed();
    }
    byte[] key = RsaOaep.SHA256.decrypt(identity.key(), sealed.toArray());
    try {
      if (key.length != BYTES) {
        throw new DecryptionFailed();
      }
      return new RowSeal(key, random);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
