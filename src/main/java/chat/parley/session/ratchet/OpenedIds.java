package chat.parley.session.ratchet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// The sessions that a contact has opened with this side, as long as the private half of the prekey that
/// each was made for is kept: an opening is taken once, even if its session is long gone.
record OpenedIds(List<Opened> ids) {
  /// How many there may be: more than a contact can need who opens a session every hour until a last-resort
  /// prekey's half is deleted. Rather than to forget one, a further opening is refused.
  static final int MOST = 2_000;

  static final OpenedIds NONE = new OpenedIds(List.of());

  /// One of them.
  record Opened(SessionId session, int prekey) {}

  OpenedIds {
    ids = List.copyOf(ids);
  }

  boolean contains(SessionId session) {
    return ids.stream().anyMatch(each -> each.session.equals(session));
  }

  boolean isFull() {
    return ids.size() >= MOST;
  }

  OpenedIds with(SessionId session, int prekey) {
    List<Opened> more = new ArrayList<>(ids);
    more.add(new Opened(session, prekey));
    return new OpenedIds(more);
  }

  OpenedIds whose(IntPredicate prekeyIsKept) {
    return new OpenedIds(ids.stream().filter(each -> prekeyIsKept.test(each.prekey)).toList());
  }

  static OpenedIds decode(Decoder in) throws Decoder.Malformed {
    int count = Decoder.count(in.u16(), MOST);
    List<Opened> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(new Opened(new SessionId(in.bytes(SessionId.BYTES)), (int) in.u32()));
    }
    return new OpenedIds(ids);
  }

  void encode(Encoder out) {
    out.u16(ids.size());
    for (Opened each : ids) {
      out.bytes(each.session.bytes()).u32(each.prekey);
    }
  }
}
