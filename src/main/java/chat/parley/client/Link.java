package chat.parley.client;

import chat.parley.model.Connection;
import java.util.Set;

/// One connection to a relay, from the first attempt to its end; it is not used twice. All methods are called
/// on the core thread, and none waits.
interface Link {
  /// What becomes of a link. All calls come on the core thread, and none after [#ended].
  interface Owner {
    /// It is logged in.
    ///
    /// @param where the relay's address as the user knows it
    void joined(Link link, String where);

    /// It is over.
    void ended(Link link, Connection.Reason reason);
  }

  /// Begins to connect.
  interface Dialer {
    Link dial(Owner owner);

    /// The refusals that may pass by themselves, once one was let in here.
    default Set<Connection.Reason> passing() {
      return Set.of();
    }
  }

  /// Says goodbye after what is queued, and ends when the relay has closed the connection; before it is
  /// logged in, at once.
  void leave();

  /// Ends at once, whatever waits.
  void abort();

  /// Notices whether the other side is still there. To be called every few seconds while it is logged in.
  void watch();
}
