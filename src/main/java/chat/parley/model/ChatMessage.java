package chat.parley.model;

import java.time.Instant;

/// One entry of a conversation: a text that somebody wrote, or a line about the conversation itself.
public sealed interface ChatMessage {
  /// Unique in the client.
  MessageId id();

  /// With whom the conversation is.
  Name conversation();

  /// When it was written here or arrived here.
  Instant at();

  /// A text from the contact.
  ///
  /// @param keyInDoubt whether it came under another key than the one that the user compared, before the
  ///     user decided about it
  record Incoming(MessageId id, Name conversation, Instant at, String text, boolean keyInDoubt)
      implements ChatMessage {
    @Override
    public String toString() {
      return "Incoming[" + id + "]";
    }
  }

  /// A text of one's own.
  record Outgoing(MessageId id, Name conversation, Instant at, String text, Delivery delivery)
      implements ChatMessage {
    /// The same message, further on its way.
    public Outgoing with(Delivery next) {
      return new Outgoing(id, conversation, at, text, next);
    }

    @Override
    public String toString() {
      return "Outgoing[" + id + ", " + delivery + "]";
    }
  }

  /// A line about the conversation: nothing that anybody wrote.
  record Note(MessageId id, Name conversation, Instant at, Kind kind) implements ChatMessage {
    /// What happened.
    public enum Kind {
      JOINED,
      LEFT,
      /// The contact announced a key whose signature does not match its `pub.pem`.
      SIGNATURE_WRONG,
      /// A message came that could not be opened, for one reason or another.
      NOT_OPENED,
      /// A message came before its session key.
      BEFORE_SESSION_KEY,
      KEY_CHANGED,
      /// The contact began to encrypt anew while a session was in use: another installation, a restored
      /// backup, or somebody who has its private key.
      SESSION_REPLACED,
      /// Something came that this version cannot show.
      NEEDS_NEWER,
      /// Something came that was encrypted rightly and makes no sense.
      DAMAGED
    }
  }
}
