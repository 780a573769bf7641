package chat.parley.store;

import chat.parley.model.Fingerprint;
import java.time.Instant;

/// What a contact did to a content of its own that has not come.
///
/// @param key the contact's key that it came under: it acts on what came under the same
/// @param sentAt as its author dated it
public record EarlyAct(Act act, Fingerprint key, Instant sentAt) {
  /// Whether this one counts, rather than another one of its kind on the same target: what was deleted stays so, and
  /// else the newest counts.
  boolean outranks(EarlyAct other) {
    boolean isFinal = act instanceof Act.Deletion;
    return isFinal == other.act instanceof Act.Deletion ? sentAt.isAfter(other.sentAt) : isFinal;
  }
}
