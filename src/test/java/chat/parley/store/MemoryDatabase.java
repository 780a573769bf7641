package chat.parley.store;

import chat.parley.model.Bytes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/// The disk of one client, in memory: the real tables over an SQLite that never touches a file, so that a
/// commit costs some ten microseconds. It survives the program that uses it ([#open] again, as after a
/// crash), can be copied, put back and lost, and can fail at a commit.
///
/// Rows are sealed as ever; only the file's key is not, which would cost an RSA operation each time.
public final class MemoryDatabase implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  /// What happens around each commit. What it throws goes through the program, which is taken for dead.
  public interface AtCommit {
    /// Nothing is saved yet; an [SQLException] is a disk that refuses.
    void before() throws SQLException;

    /// Everything is saved, and the program has not heard of it.
    void after();
  }

  private static final AtCommit NOTHING =
      new AtCommit() {
        @Override
        public void before() {}

        @Override
        public void after() {}
      };

  /// A copy of a database, as a backup keeps it.
  public record Copy(Bytes bytes, Bytes key) {
    @Override
    public String toString() {
      return "Copy[" + bytes.length() + " bytes]";
    }
  }

  private final SecureRandom random;
  private final InstantSource clock;
  private byte[] key;
  private SQLiteConnection connection;
  private AtCommit atCommit = NOTHING;

  public MemoryDatabase(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
    this.key = newKey();
    this.connection = connect(null);
  }

  private byte[] newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static SQLiteConnection connect(byte @Nullable [] content) {
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.setGetGeneratedKeys(false);
      SQLiteConnection made =
          config.createConnection("jdbc:sqlite::memory:").unwrap(SQLiteConnection.class);
      if (content != null) {
        made.deserialize("main", content);
      }
      return made;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The database as a program that starts finds it. One at a time: what was opened before is dead.
  public ClientDatabase open() {
    try {
      return ClientDatabase.inMemory(
          Sql.over(watched(connection)), new RowSeal(key, random), clock);
    } catch (StoreFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /// As after the end of the program at any point: what was not committed is gone.
  public void crash() {
    restore(copy());
  }

  /// What a backup made now would hold.
  public Copy copy() {
    try {
      return new Copy(Bytes.of(connection.serialize("main")), Bytes.of(key));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Puts a copy in the place of what there is.
  public void restore(Copy copy) {
    close();
    key = copy.key.toArray();
    connection = connect(copy.bytes.toArray());
  }

  /// What every row of a table has sealed is other bytes now.
  public void damage(String table) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE " + table + " SET sealed = zeroblob(length(sealed))");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Loses everything.
  public void wipe() {
    close();
    key = newKey();
    connection = connect(null);
  }

  /// Sets what happens around commits from now on.
  public void atCommit(AtCommit watcher) {
    atCommit = watcher;
  }

  public void quietly() {
    atCommit = NOTHING;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection watched(Connection real) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          boolean commit =
              method.getName().equals("prepareStatement") && "COMMIT".equals(arguments[0]);
          return commit ? watched(real.prepareStatement("COMMIT")) : call(real, method, arguments);
        });
  }

  private PreparedStatement watched(PreparedStatement commit) {
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          if (!method.getName().equals("execute")) {
            return call(commit, method, arguments);
          }
          atCommit.before();
          boolean result = commit.execute();
          atCommit.after();
          return result;
        });
  }

  @FunctionalInterface
  private interface Calls {
    @Nullable Object take(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            MemoryDatabase.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls.take(method, arguments)));
  }

  private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
