package chat.parley.client;

import java.util.HashMap;
import java.util.Map;

/// What the server has said of who is in a [ClassicRoom], by nickname. Belongs to the core thread.
final class RoomRoll {
  private final Map<String, Integer> departing = new HashMap<>();

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
  }
}
