package chat.parley.relay;

import chat.parley.model.Name;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who is logged in, on which connection: one an account. Belongs to the event loop.
final class Members {
  private final Map<Name, ParleyPeer> online = new HashMap<>();

  /// The connection on which an account is logged in.
  Optional<ParleyPeer> find(Name name) {
    return Optional.ofNullable(online.get(name));
  }

  /// Ends the connection on which an account is logged in, if there is one.
  void replace(Name name) {
    find(name).ifPresent(ParleyPeer::replaced);
  }

  void arrive(ParleyPeer peer) {
    replace(peer.name());
    online.put(peer.name(), peer);
  }

  /// The connection is no longer its account's. Repeating it changes nothing.
  ///
  /// @return whether it was
  boolean leave(ParleyPeer peer) {
    return online.remove(peer.name(), peer);
  }
}
