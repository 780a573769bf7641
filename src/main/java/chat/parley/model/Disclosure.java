package chat.parley.model;

/// What contacts are told of what the user does.
///
/// @param readReceipts whether they are told what was looked at
/// @param typing whether they are told that the user is writing
public record Disclosure(boolean readReceipts, boolean typing) {
  /// What holds until the user chooses otherwise.
  public static final Disclosure USUAL = new Disclosure(true, true);
}
