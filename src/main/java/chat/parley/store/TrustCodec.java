package chat.parley.store;

import chat.parley.model.Trust;

/// How a row holds [Trust]. A number, once used, keeps its meaning.
final class TrustCodec {
  private static final int NEW = 1;
  private static final int SEEN_BEFORE = 2;
  private static final int VERIFIED = 3;
  private static final int CHANGED = 4;
  private static final int OFFERED = 5;

  private TrustCodec() {}

  static RowWriter write(RowWriter out, Trust trust) {
    return switch (trust) {
      case Trust.New() -> out.u8(NEW);
      case Trust.SeenBefore() -> out.u8(SEEN_BEFORE);
      case Trust.Verified verified -> out.u8(VERIFIED).instant(verified.since());
      case Trust.Changed changed ->
          out.u8(CHANGED).bytes(changed.before().bytes()).flag(changed.wasVerified());
      case Trust.Offered(var before) -> out.u8(OFFERED).bytes(before.bytes());
    };
  }

  static Trust read(RowReader in) throws RowReader.Malformed {
    return switch (in.u8()) {
      case NEW -> new Trust.New();
      case SEEN_BEFORE -> new Trust.SeenBefore();
      case VERIFIED -> new Trust.Verified(in.instant());
      case CHANGED -> new Trust.Changed(in.fingerprint(), in.flag());
      case OFFERED -> new Trust.Offered(in.fingerprint());
      default -> throw new RowReader.Malformed();
    };
  }
}
