package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a relay sees of all that it is given, and can hold against its clients.
final class Captured {
  /// Under what a payload was sent.
  private record Sent(Name to, Bytes payload) {}

  /// Which key encrypted something: one of a chain of a session.
  private record Key(Bytes session, Bytes chain, int counter) {}

  private Captured() {}

  /// How many sessions somebody has opened.
  static int openings(List<SimulatedLetter> letters, Name from) {
    return (int)
        letters.stream()
            .filter(each -> each.from.equals(from))
            .map(each -> PayloadView.of(each.payload))
            .filter(PayloadView::opens)
            .map(PayloadView::session)
            .distinct()
            .count();
  }

  /// What breaks the protocol: an id that names two things, a key that was used twice with one IV.
  static List<String> complaints(List<SimulatedLetter> letters) {
    List<String> wrong = new ArrayList<>();
    Map<Bytes, Sent> ids = new HashMap<>();
    Map<Key, Set<Bytes>> ivs = new HashMap<>();
    Set<Bytes> payloads = new HashSet<>();
    for (SimulatedLetter letter : letters) {
      Sent sent = new Sent(letter.to, letter.payload);
      Sent before = ids.putIfAbsent(letter.id, sent);
      if (before != null && !before.equals(sent)) {
        wrong.add("one id names two messages");
      }
      if (payloads.add(letter.payload)) {
        PayloadView view = PayloadView.of(letter.payload);
        Key key = new Key(view.session(), view.chain(), view.counter());
        if (!ivs.computeIfAbsent(key, any -> new HashSet<>()).add(view.iv())) {
          wrong.add("a key was used twice with one IV");
        }
      }
    }
    return wrong;
  }
}
