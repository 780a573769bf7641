package chat.parley.client.mail;

import chat.parley.model.Bytes;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// What anybody can see of a payload without a key (`protocol-parley1.md`, *Messages*).
///
/// @param session which session it says it belongs to
/// @param opens whether it carries an opening
/// @param chain the ratchet key
/// @param counter the number in its chain
/// @param iv the first 16 bytes of the ciphertext
record PayloadView(Bytes session, boolean opens, Bytes chain, int counter, Bytes iv) {
  private static final int SHORT = 3;
  private static final int WITH_OPENING = 1;
  private static final int BEFORE_SPKI = 4 + 32 + 1088;

  static PayloadView of(Bytes payload) {
    ByteBuffer in = ByteBuffer.wrap(payload.toArray());
    in.get();
    boolean opens = in.get() == WITH_OPENING;
    if (opens) {
      in.position(in.position() + BEFORE_SPKI);
      in.position(in.getShort() + in.position());
      in.position(in.getShort() + in.position());
    }
    Bytes session = next(in, 16);
    Bytes chain = next(in, 32);
    in.getInt();
    int counter = in.getInt();
    return new PayloadView(session, opens, chain, counter, next(in, 16));
  }

  private static Bytes next(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.of(bytes);
  }

  @Override
  public String toString() {
    String chainStart = HexFormat.of().formatHex(chain.toArray(), 0, SHORT);
    return HexFormat.of().formatHex(session.toArray(), 0, SHORT)
        + (opens ? " (opening), " : ", ")
        + chainStart
        + ", "
        + counter;
  }
}
