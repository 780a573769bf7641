package chat.parley.ui.conversation;

import chat.parley.model.MessageId;

/// Which message the user is about to do something to, beside the place to write.
///
/// @param kind what that is
/// @param isOwn whether the user wrote it
/// @param line how it begins
record Subject(Kind kind, MessageId message, boolean isOwn, String line) {
  /// What is about to be done.
  enum Kind {
    /// What is written answers it.
    REPLY,
    /// What is written takes its place.
    EDIT,
    /// The user is asked whether it is to be taken back.
    DELETION,
    /// The same of one that has not left.
    DISCARD
  }

  /// Whether the user is asked about it, and writes something else meanwhile.
  boolean isQuestion() {
    return kind == Kind.DELETION || kind == Kind.DISCARD;
  }

  /// What it says is private.
  @Override
  public String toString() {
    return "Subject[" + kind + "]";
  }
}
