package chat.parley.client.mail;

import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.util.ArrayDeque;
import java.util.Deque;

/// One connection, from WELCOME to its end: what is under way in it, in both ways, in order.
final class SimulatedLine {
  final Name owner;
  final Deque<FromClient> up = new ArrayDeque<>();
  final Deque<FromRelay> down = new ArrayDeque<>();

  /// What was delivered here and not acknowledged, oldest first.
  final Deque<Delivered> window = new ArrayDeque<>();

  long sequence;
  boolean isCut;

  /// A DELIVER that waits for its ACK.
  record Delivered(long sequence, SimulatedLetter letter) {}

  SimulatedLine(Name owner) {
    this.owner = owner;
  }

  boolean isInWindow(SimulatedLetter letter) {
    return window.stream().anyMatch(each -> each.letter == letter);
  }

  boolean isQuiet() {
    return up.isEmpty() && down.isEmpty();
  }
}
