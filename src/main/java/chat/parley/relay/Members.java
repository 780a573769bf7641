package chat.parley.relay;

import chat.parley.identity.PublicIdentity;
import chat.parley.model.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is logged in, on which connection: one an account. Belongs to the event loop.
final class Members {
  private final Map<Name, ParleyPeer> online = new HashMap<>();

  /// The connection on which an account is logged in.
  Optional<ParleyPeer> find(Name name) {
    return Optional.ofNullable(online.get(name));
  }

  /// Who is logged in.
  List<PublicIdentity> identities() {
    return online.values().stream().map(ParleyPeer::identity).toList();
  }

  /// Ends the connection of an account that is let in no more with this key.
  void dismiss(PublicIdentity identity) {
    find(identity.name())
        .filter(peer -> peer.identity().fingerprint().equals(identity.fingerprint()))
        .ifPresent(ParleyPeer::dismissed);
  }

  /// Ends the connection on which an account is logged in with another key than this one, if there is one.
  void replaceOthers(PublicIdentity identity) {
    find(identity.name())
        .filter(peer -> !peer.identity().fingerprint().equals(identity.fingerprint()))
        .ifPresent(ParleyPeer::replaced);
  }

  /// The connection is its account's from now on; the one before ends.
  void arrive(ParleyPeer peer) {
    find(peer.name()).ifPresent(ParleyPeer::replaced);
    online.put(peer.name(), peer);
  }

  /// The connection is no longer its account's. Repeating it changes nothing.
  ///
  /// @return whether it was
  boolean leave(ParleyPeer peer) {
    return online.remove(peer.name(), peer);
  }
}
