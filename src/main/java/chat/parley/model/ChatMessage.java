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

  /// The words of a text; a line has none.
  default String text() {
    return "";
  }

  /// What belongs to it beside its words.
  default Particulars particulars() {
    return Particulars.NONE;
  }

  /// The same entry with these particulars; a line has none.
  ChatMessage with(Particulars known);

  /// A text from the contact.
  ///
  /// @param keyInDoubt whether it came under another key than the one that the user compared, before the
  ///     user decided about it
  record Incoming(
      MessageId id,
      Name conversation,
      Instant at,
      String text,
      boolean keyInDoubt,
      Particulars particulars)
      implements ChatMessage {
    /// A text without particulars.
    public Incoming(MessageId id, Name conversation, Instant at, String text, boolean keyInDoubt) {
      this(id, conversation, at, text, keyInDoubt, Particulars.NONE);
    }

    /// The same message with other words.
    public Incoming withText(String other) {
      return new Incoming(id, conversation, at, other, keyInDoubt, particulars);
    }

    @Override
    public Incoming with(Particulars known) {
      return new Incoming(id, conversation, at, text, keyInDoubt, known);
    }

    @Override
    public String toString() {
      return "Incoming[" + id + "]";
    }
  }

  /// A text of one's own.
  record Outgoing(
      MessageId id,
      Name conversation,
      Instant at,
      String text,
      Delivery delivery,
      Particulars particulars)
      implements ChatMessage {
    /// A text without particulars.
    public Outgoing(MessageId id, Name conversation, Instant at, String text, Delivery delivery) {
      this(id, conversation, at, text, delivery, Particulars.NONE);
    }

    /// The same message, further on its way.
    public Outgoing with(Delivery next) {
      return new Outgoing(id, conversation, at, text, next, particulars);
    }

    /// The same message with other words.
    public Outgoing withText(String other) {
      return new Outgoing(id, conversation, at, other, delivery, particulars);
    }

    @Override
    public Outgoing with(Particulars known) {
      return new Outgoing(id, conversation, at, text, delivery, known);
    }

    @Override
    public String toString() {
      return "Outgoing[" + id + ", " + delivery + "]";
    }
  }

  /// A line about the conversation: nothing that anybody wrote.
  record Note(MessageId id, Name conversation, Instant at, Kind kind) implements ChatMessage {
    @Override
    public Note with(Particulars known) {
      return this;
    }

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
      DAMAGED,
      /// More came under another key than is shown before the user decides about it.
      MORE_IN_DOUBT,
      /// What the user writes from here on stays.
      LIFETIME_UNLIMITED,
      /// What the user writes from here on disappears after an hour.
      LIFETIME_HOUR,
      /// What the user writes from here on disappears after a day.
      LIFETIME_DAY,
      /// What the user writes from here on disappears after a week.
      LIFETIME_WEEK
    }
  }
}
