package chat.parley.client;

/// The named end of a listener.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  /// After this the listener hears nothing more.
  @Override
  void close();
}
