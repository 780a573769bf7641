package chat.parley.ui.conversation;

import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/// What one line of a conversation shows. Two equal rows look the same; none holds a node, nor words
/// that only a visible cell needs.
sealed interface MessageRow {
  /// What stays the same while a row changes, so that it can be found again.
  default Object key() {
    return this;
  }

  /// The beginning of the conversation: with whom it is.
  ///
  /// @param trust what is known of the contact's key, in a sentence
  record Beginning(Name contact, @Nullable Fingerprint fingerprint, String trust)
      implements MessageRow {}

  /// Another day begins.
  record Day(String words) implements MessageRow {}

  /// Everything below came while nobody looked.
  record NewFromHere() implements MessageRow {}

  /// Something happened that nobody wrote.
  record Line(MessageId id, Tone tone, String words, String time) implements MessageRow {
    @Override
    public Object key() {
      return id;
    }
  }

  /// What the contact says it sent, and what has not arrived.
  ///
  /// @param count how many messages, at least one
  record Missing(Name contact, int count) implements MessageRow {
    @Override
    public Object key() {
      return Missing.class;
    }
  }

  /// A text.
  ///
  /// @param text what is shown of it
  /// @param hidden how many more characters it has
  /// @param inDoubt whether it came under a key that the user had not compared, after another that it had
  /// @param delivery how far it has come, if it is one's own
  /// @param fingerprint the contact's key
  /// @param time when it was written
  /// @param first whether it is the first of its sender's group
  /// @param last whether it is the last: the one with the time and the contact's picture
  /// @param marked whether it shows how far it has come: the last of a group does, and others that
  ///     differ from it
  /// @param particulars what belongs to it beside its words
  /// @param canAct whether anything can be done to it that the contact hears of
  record Bubble(
      MessageId id,
      Name contact,
      String text,
      int hidden,
      boolean inDoubt,
      @Nullable Delivery delivery,
      @Nullable Fingerprint fingerprint,
      String time,
      boolean first,
      boolean last,
      boolean marked,
      Particulars particulars,
      boolean canAct)
      implements MessageRow {
    @Override
    public Object key() {
      return id;
    }

    boolean own() {
      return delivery != null;
    }

    /// Whether it will not be sent unless the user asks again.
    boolean failed() {
      return delivery instanceof Delivery.Failed;
    }

    /// Whether its author took it back: there are no words of its own.
    boolean deleted() {
      return particulars.isDeleted();
    }

    /// Whether it can still be taken back so that nobody hears of it. What was edited may have left before.
    boolean discardable() {
      return !deleted()
          && !particulars.isEdited()
          && (delivery instanceof Delivery.Failed || delivery instanceof Delivery.Waiting);
    }

    /// Whether it can be answered, and reacted to.
    boolean answerable() {
      return canAct && !deleted();
    }

    /// Whether other words can be put in the place of its own.
    boolean editable() {
      return answerable() && own() && (!failed() || particulars.isEdited());
    }

    /// Whether the contact can be asked to take it away.
    boolean deletable() {
      return answerable() && own() && !discardable();
    }

    @Override
    public String toString() {
      return "Bubble[" + id + "]";
    }
  }
}
