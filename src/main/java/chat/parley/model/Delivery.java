package chat.parley.model;

/// How far a message of one's own has come.
public sealed interface Delivery {
  /// Not yet at the relay.
  ///
  /// @param reason why it waits
  record Waiting(WaitReason reason) implements Delivery {}

  /// Handed to the relay; classic knows nothing beyond this.
  record AtRelay() implements Delivery {}

  /// The contact's program has it.
  record Delivered() implements Delivery {}

  /// The contact has seen it.
  record Read() implements Delivery {}

  /// It will not be sent unless the user asks again.
  ///
  /// @param reason why
  record Failed(FailReason reason) implements Delivery {}

  /// Why a message waits.
  enum WaitReason {
    /// It is being written to the relay: a moment, unless the relay reads slowly.
    SENDING,
    /// No connection to the relay.
    NOT_CONNECTED,
    /// Classic: the contact is not here.
    CONTACT_AWAY,
    /// Classic: the contact is here, its session key has not come yet.
    NO_SESSION_YET,
    /// The contact's key changed after it was verified: the user must decide.
    KEY_CHANGED,
    /// Parley 1: the contact's key, or one to begin a session with, is being asked for.
    ASKING_FOR_KEY,
    /// Parley 1: the relay holds nothing of the contact's to begin a session with.
    CONTACT_NOT_READY,
    /// Parley 1: what the relay gave to begin a session with was not signed by the contact's key.
    KEY_NOT_PROVEN,
    /// Parley 1: no more fits into the contact's mailbox for now.
    MAILBOX_FULL,
    /// Parley 1: the relay asks to send more slowly.
    SLOW_DOWN,
    /// The user blocked the contact, or has not accepted it.
    NOT_ACCEPTED
  }

  /// Why a message failed.
  enum FailReason {
    /// It is larger than a frame can be.
    TOO_LARGE,
    /// The relay says that nobody of that name is there.
    CONTACT_UNKNOWN,
    /// The contact's key was replaced before the message was delivered.
    KEY_REPLACED
  }
}
