package chat.parley.relay;

import chat.parley.model.Name;
import chat.parley.wire.parley.FromRelay;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Who is told of whose coming and going: only two who watch each other. Whom one watches is forgotten when
/// one leaves. Belongs to the event loop.
final class Presences {
  private final Map<Name, Watcher> online = new HashMap<>();
  private final Clock clock;

  Presences(Clock clock) {
    this.clock = clock;
  }

  void arrive(ParleyPeer peer) {
    online.put(peer.name(), new Watcher(peer, clock.millis()));
  }

  void leave(Name name) {
    Watcher gone = online.remove(name);
    if (gone != null) {
      gone.watched.forEach(other -> tellOffline(other, name));
    }
  }

  /// Replaces the set of those whom somebody online watches.
  void watch(Name name, Collection<Name> names) {
    Watcher me = online.get(name);
    if (me == null) {
      return;
    }
    Set<Name> before = me.watched;
    me.watched = new LinkedHashSet<>(names);
    me.watched.remove(name);
    for (Name other : me.watched) {
      Watcher them = online.get(other);
      if (them != null && them.watched.contains(name) && !before.contains(other)) {
        me.peer.tell(new FromRelay.Presence(other, true, them.since));
        them.peer.tell(new FromRelay.Presence(name, true, me.since));
      }
    }
    // Who is not watched any more is told what it would be told if one had left.
    before.stream()
        .filter(other -> !me.watched.contains(other))
        .forEach(other -> tellOffline(other, name));
  }

  private void tellOffline(Name watcher, Name who) {
    Watcher them = online.get(watcher);
    if (them != null && them.watched.contains(who)) {
      them.peer.tell(new FromRelay.Presence(who, false, clock.millis()));
    }
  }

  private static final class Watcher {
    private final ParleyPeer peer;
    private final long since;
    private Set<Name> watched = Set.of();

    Watcher(ParleyPeer peer, long since) {
      this.peer = peer;
      this.since = since;
    }
  }
}
