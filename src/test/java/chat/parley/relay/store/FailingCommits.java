package chat.parley.relay.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A connection on which something happens before each COMMIT, which may fail.
final class FailingCommits {
  private FailingCommits() {}

  static Connection over(Connection connection, Callable<?> beforeCommit) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("createStatement")
                    ? over(connection.createStatement(), beforeCommit)
                    : invoke(connection, method, arguments));
  }

  private static Statement over(Statement statement, Callable<?> beforeCommit) {
    return (Statement)
        Proxy.newProxyInstance(
            Statement.class.getClassLoader(),
            new Class<?>[] {Statement.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments.length == 1 && "COMMIT".equals(arguments[0])) {
                beforeCommit.call();
              }
              return invoke(statement, method, arguments);
            });
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
