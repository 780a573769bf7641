package chat.parley.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the server has said of who is in a [ClassicRoom], by nickname, whether or not it can be a contact's. Belongs to the
/// core thread.
final class RoomRoll {
  private static final int MAX_REMEMBERED = 1_000;

  private final Set<String> present = new HashSet<>();
  private final Set<String> strangers = new HashSet<>();
  private final Map<String, Integer> departing = new HashMap<>();

  /// Somebody is here.
  ///
  /// @return whether that is news
  boolean enters(String nickname) {
    return remember(present, nickname);
  }

  /// Somebody has no key.
  ///
  /// @return whether that is news
  boolean isNewStranger(String nickname) {
    return remember(strangers, nickname);
  }

  /// Beyond a bound nobody is remembered, and told of more than once.
  private static boolean remember(Set<String> known, String nickname) {
    return known.size() < MAX_REMEMBERED ? known.add(nickname) : !known.contains(nickname);
  }

  /// The server has said that somebody left. What it sent before is still to be dealt with.
  void departs(String nickname) {
    departing.merge(nickname, 1, Integer::sum);
  }

  /// Whether somebody is gone, though not everything that came from it is dealt with: an original server drops who sends it
  /// anything now.
  boolean isDeparting(String nickname) {
    return departing.containsKey(nickname);
  }

  /// Everything that came before the departure is dealt with.
  void leaves(String nickname) {
    departing.computeIfPresent(nickname, (_, times) -> times > 1 ? times - 1 : null);
    present.remove(nickname);
    strangers.remove(nickname);
  }
}
