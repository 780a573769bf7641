package chat.parley.store;

import chat.parley.crypto.DecryptionFailed;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What a client keeps for one identity at one relay: contacts and their keys, prekeys, sessions,
/// conversations, outbox. One SQLite file, in which everything that says something is sealed; unlocking the
/// identity unlocks it, and nothing else does (`decisions/0009-sealed-database.md`).
///
/// [#commit] and [#change] are the only ways in. When they return, it is on the disk:
///
///     sending    log.append, waiting                             commit    before anything else
///                sessions.put + outbox.add                       commit    before the network
///                outbox.remove + log.replace, at the relay       commit    on ACCEPTED
///     receiving  sessions.put + tags.add + seen.add + log.append commit    before the ACK
///                (+ prekeys.remove for a session's first message)
///
/// Belongs to one thread, from [#open] to [#close], and does its work on it: a commit takes some
/// milliseconds. One process at a time has it.
public final class ClientDatabase implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ClientDatabase.class.getName());

  /// After so many commits the journal is emptied: it holds older states of sessions.
  private static final int MAX_COMMITS = 128;

  private final Sql sql;
  private final RowSeal seal;
  private final @Nullable FileChannel lock;
  private final Tables tables;
  private int commits;

  private ClientDatabase(Sql sql, RowSeal seal, @Nullable FileChannel lock, InstantSource clock) {
    this.sql = sql;
    this.seal = seal;
    this.lock = lock;
    this.tables = new Tables(sql, seal, clock);
  }

  /// Opens the database of an identity at a relay, or makes it if there is none.
  ///
  /// @param folder the program's data folder
  /// @param relayPin the fingerprint of the relay's key
  /// @param random for keys and nonces
  /// @throws DatabaseUnusable if it cannot be used; its kinds say what the user can do
  public static ClientDatabase open(
      Path folder,
      Identity identity,
      Fingerprint relayPin,
      SecureRandom random,
      InstantSource clock)
      throws DatabaseUnusable {
    Bytes owner = DatabaseFile.owner(identity.fingerprint(), relayPin);
    DatabaseFile file = DatabaseFile.of(folder, owner);
    FileChannel lock = lock(file);
    try {
      if (!file.exists()) {
        make(file, DataKey.make(identity, owner, random));
      }
      DatabaseHeader.requireOurs(file);
      file.restrict();
      Sql sql = Sql.open(file.path());
      try {
        RowSeal seal = unlock(file, sql, identity, owner, random);
        ClientDatabase opened = new ClientDatabase(sql, seal, lock, clock);
        lock = null;
        return opened;
      } finally {
        if (lock != null) {
          sql.close();
        }
      }
    } catch (IOException e) {
      throw new DatabaseUnreachable(file.path(), "the disk refused", e);
    } catch (StoreException e) {
      throw unusable(file, e);
    } finally {
      release(lock);
    }
  }

  /// A database that lives in memory alone, for as long as its connection.
  static ClientDatabase inMemory(Sql sql, RowSeal seal, InstantSource clock) throws StoreFailed {
    sql.begin();
    Schema.migrate(sql);
    sql.commit();
    return new ClientDatabase(sql, seal, null, clock);
  }

  private static FileChannel lock(DatabaseFile file) throws DatabaseUnusable {
    try {
      return file.lock();
    } catch (IOException e) {
      throw new DatabaseUnreachable(file.path(), "its folder cannot be written", e);
    }
  }

  /// Makes a database elsewhere and moves it into place, so that what is in place is always whole.
  private static void make(DatabaseFile file, DataKey key)
      throws IOException, StoreFailed, DatabaseDamaged {
    if (file.hasJournal()) {
      throw new DatabaseDamaged(file.path(), DatabaseDamaged.Part.MAIN_FILE_GONE, null);
    }
    DatabaseFile unfinished = file.unfinished();
    unfinished.create();
    try (Sql sql = Sql.open(unfinished.path())) {
      sql.begin();
      Schema.migrate(sql);
      key.write(sql);
      sql.commit();
    }
    unfinished.moveTo(file);
  }

  private static RowSeal unlock(
      DatabaseFile file, Sql sql, Identity identity, Bytes owner, SecureRandom random)
      throws StoreException, DatabaseUnusable {
    if (Schema.version(sql) > Schema.version()) {
      throw new DatabaseNewer(file.path());
    }
    if (!Schema.isWhole(sql)) {
      throw new DatabaseDamaged(file.path(), DatabaseDamaged.Part.FILE, null);
    }
    DataKey key =
        DataKey.read(sql)
            .orElseThrow(() -> new DatabaseDamaged(file.path(), DatabaseDamaged.Part.KEY, null));
    if (!key.owner().equals(owner)) {
      throw new DatabaseOfAnother(file.path(), "another identity, or is for another relay");
    }
    try {
      RowSeal seal = key.unlock(identity, random);
      sql.begin();
      Schema.migrate(sql);
      sql.commit();
      return seal;
    } catch (DecryptionFailed e) {
      throw new DatabaseDamaged(file.path(), DatabaseDamaged.Part.KEY, e);
    }
  }

  private static DatabaseUnusable unusable(DatabaseFile file, StoreException failure) {
    return switch (failure) {
      case RowDamaged damaged ->
          new DatabaseDamaged(file.path(), DatabaseDamaged.Part.FILE, damaged);
      case StoreFailed failed ->
          switch (failed.reason()) {
            case DAMAGED -> new DatabaseDamaged(file.path(), DatabaseDamaged.Part.FILE, failed);
            case IN_USE -> new DatabaseInUse(file.path());
            case DISK_FULL, REFUSED, CONTRADICTION, CLOSED ->
                new DatabaseUnreachable(file.path(), failed.reason().sentence(), failed);
          };
    };
  }

  private static void release(@Nullable FileChannel lock) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a lock was not released", e);
      }
    }
  }

  /// Does everything in the work, or nothing. When it returns, it is on the disk.
  ///
  /// @throws StoreException if nothing was done; so it is with any exception of the work
  /// @throws IllegalStateException inside another commit
  public <T> T commit(Work<T> work) throws StoreException {
    sql.begin();
    T result;
    boolean done = false;
    try {
      result = work.run(tables);
      sql.commit();
      done = true;
    } finally {
      if (!done) {
        sql.rollback();
      }
    }
    if (sql.leavesTraces() || ++commits >= MAX_COMMITS) {
      settle();
    }
    return result;
  }

  /// As [#commit], where nothing is to be returned.
  public void change(Change change) throws StoreException {
    commit(
        tables -> {
          change.run(tables);
          return true;
        });
  }

  /// Removes from the disk what commits have replaced or taken out, such as older states of sessions. It
  /// happens by itself from time to time, and at once after something was erased; good to call when there
  /// is a pause.
  public void settle() {
    try {
      sql.emptyJournal();
      commits = 0;
    } catch (StoreFailed e) {
      // What was committed stays so. The next commit tries again.
      LOG.log(Level.WARNING, "the journal could not be emptied", e);
    }
  }

  /// Closes the file and wipes its keys from memory.
  @Override
  public void close() {
    sql.close();
    seal.close();
    release(lock);
  }
}
