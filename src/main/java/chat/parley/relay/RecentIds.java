package chat.parley.relay;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last ids of each sender, so that what a client sends again after a reconnect goes no second way.
/// In memory only, and bounded: who sent longest ago is forgotten first. Belongs to the event loop.
final class RecentIds {
  /// How many of one sender.
  static final int OF_ONE = 1_000;

  /// How many of all.
  static final int OF_ALL = 100_000;

  /// What became of an id.
  enum State {
    /// Its answer is to come.
    UNDER_WAY,
    /// The promise was given.
    ACCEPTED
  }

  private final Map<Name, Map<Key, State>> senders = new LinkedHashMap<>(16, 0.75f, true);
  private int size;

  /// Remembers a letter.
  ///
  /// @return what became of the same one before; null if it is new
  @Nullable State note(Letter letter) {
    Map<Key, State> ids = senders.computeIfAbsent(letter.from(), any -> new LinkedHashMap<>());
    State known = ids.putIfAbsent(key(letter), State.UNDER_WAY);
    if (known == null) {
      size++;
      if (ids.size() > OF_ONE) {
        removeFirst(ids);
      }
      if (size > OF_ALL) {
        Iterator<Map<Key, State>> oldest = senders.values().iterator();
        size -= oldest.next().size();
        oldest.remove();
      }
    }
    return known;
  }

  /// The promise was given.
  void accepted(Letter letter) {
    Map<Key, State> ids = senders.get(letter.from());
    if (ids != null) {
      ids.replace(key(letter), State.ACCEPTED);
    }
  }

  /// It was not taken: the same may come again.
  void forget(Letter letter) {
    Map<Key, State> ids = senders.get(letter.from());
    if (ids != null && ids.remove(key(letter)) != null) {
      size--;
      if (ids.isEmpty()) {
        senders.remove(letter.from());
      }
    }
  }

  private void removeFirst(Map<Key, State> ids) {
    Iterator<Key> first = ids.keySet().iterator();
    first.next();
    first.remove();
    size--;
  }

  private static Key key(Letter letter) {
    return new Key(letter.to(), letter.id());
  }

  private record Key(Name to, Bytes id) {}
}
