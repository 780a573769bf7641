package chat.parley.session.ratchet;

import java.util.ArrayDeque;
import java.util.List;

/// A walk along a chain to the place of a message.
///
/// It comes before the tag can be checked, so its cost is what anybody who has seen a session's id can make
/// this side pay: at most [#MOST_AHEAD] HMACs and the memory for [SkippedKeys#MOST] chain keys. The message
/// keys of the places that it passes are made afterwards, from [#passed].
///
/// @param passed the places before the end, the newest [SkippedKeys#MOST] of them
/// @param end the place of the message
record ChainWalk(List<ChainKey> passed, ChainKey end) {
  /// How far ahead a counter may be.
  static final int MOST_AHEAD = 10_000;

  /// @throws PayloadRefused if the counter is behind, or too far ahead
  static ChainWalk to(long counter, ChainKey from) throws PayloadRefused {
    if (counter < from.index()) {
      throw new PayloadRefused(PayloadRefused.Reason.KEY_GONE);
    }
    if (counter - from.index() > MOST_AHEAD) {
      throw new PayloadRefused(PayloadRefused.Reason.TOO_FAR_AHEAD);
    }
    ArrayDeque<ChainKey> passed = new ArrayDeque<>();
    ChainKey place = from;
    while (place.index() < counter) {
      if (passed.size() == SkippedKeys.MOST) {
        passed.removeFirst();
      }
      passed.addLast(place);
      place = place.next();
    }
    return new ChainWalk(List.copyOf(passed), place);
  }
}
