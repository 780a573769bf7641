package chat.parley.session.ratchet;

/// A content that no frame can carry: more than [Padding#MAX_CONTENT_BYTES].
public final class ContentTooLong extends Exception {
  private static final long serialVersionUID = 1;

  ContentTooLong(int length) {
    super("a content of " + length + " bytes is longer than a message can be");
  }
}
