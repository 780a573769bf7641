package chat.parley.client;

import chat.parley.model.Name;

/// Something that happened and that belongs to no single message. Texts from outside are cut to 200
/// characters and freed of control characters before they get here.
public sealed interface Notice {
  /// A contact joined the room.
  record Joined(Name contact) implements Notice {}

  /// Somebody left the room.
  record Left(String nickname) implements Notice {
    /// A contact left the room.
    public Left(Name contact) {
      this(contact.value());
    }
  }

  /// Somebody is in the room whose key is not in the keys folder: no session key was given.
  record UnknownMember(String nickname) implements Notice {}

  /// A member announced a key that its `pub.pem` did not sign: no session key was given, and its
  /// messages are not shown.
  record SignatureWrong(String nickname) implements Notice {}

  /// A frame made no sense; the connection goes on.
  ///
  /// @param detail what was wrong, in words
  record BadFrame(String detail) implements Notice {}

  /// So many notices, of which anybody could cause more than can be read, were not told.
  record LeftOut(long count) implements Notice {}

  /// The server said something to all or to us.
  record ServerSays(String text) implements Notice {
    /// How it ends for all when it says that somebody joined. Of a contact that proved its key, [Joined] is told
    /// instead.
    public static final String JOINED = " joined the chat!";
  }

  /// A contact's `pub.pem` is not the one that was there before.
  record KeyChanged(Name contact) implements Notice {}

  /// The file that says which keys were verified was damaged. Nothing counts as verified now.
  ///
  /// @param keptAs where the damaged file was put aside
  record VerificationsDamaged(String keptAs) implements Notice {}

  /// What was verified or withdrawn just now could not be written down, and holds only until the end of
  /// the program.
  record VerificationsNotSaved() implements Notice {}

  /// Somebody who is no contact wrote, and the user has to decide.
  record RequestCame(Name contact) implements Notice {}

  /// The relay knows this account with another key of a contact than the one that is known here.
  record OtherKeyOffered(Name contact) implements Notice {}

  /// Entries of the history were damaged and are lost; the rest is as it was.
  record HistoryEntriesLost(int entries) implements Notice {}

  /// What was kept of earlier conversations was damaged, and a new history was begun.
  ///
  /// @param keptAs where the damaged file was put aside
  record HistoryBegunAnew(String keptAs) implements Notice {}

  /// The keys folder cannot be read: contacts are as they were before.
  ///
  /// @param detail what is wrong and what to do, in words
  record KeysUnreadable(String detail) implements Notice {}
}
