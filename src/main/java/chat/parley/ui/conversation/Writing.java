package chat.parley.ui.conversation;

import chat.parley.client.Messenger;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Quote;
import chat.parley.ui.kit.Drafts;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What the user writes to a contact, and which message it is about. Lives on the FX thread.
final class Writing {
  private final Messenger messenger;
  private final Name name;
  private final Drafts drafts;
  private final ConversationLog log;
  private final BooleanSupplier canWrite;
  private final boolean isTold;
  private final StringProperty draft = new SimpleStringProperty(this, "draft", "");
  private final ReadOnlyObjectWrapper<@Nullable Subject> subject =
      new ReadOnlyObjectWrapper<>(this, "subject", null);
  private String setAside = "";

  /// @param log what can be written about
  /// @param canWrite whether the contact can be written to
  Writing(
      Messenger messenger,
      Name name,
      Drafts drafts,
      ConversationLog log,
      BooleanSupplier canWrite) {
    this.messenger = messenger;
    this.name = name;
    this.drafts = drafts;
    this.log = log;
    this.canWrite = canWrite;
    this.isTold = messenger.protection() == Protection.PARLEY;
    draft.set(drafts.to(name));
    draft.subscribe((_, text) -> written(text));
  }

  /// What is being written; kept when the conversation is left.
  StringProperty draftProperty() {
    return draft;
  }

  /// Which message the user is about to do something to; null if none.
  ReadOnlyObjectProperty<@Nullable Subject> subjectProperty() {
    return subject.getReadOnlyProperty();
  }

  /// Whether texts can be answered, edited, deleted, reacted to, and made to disappear: classic has no word for it.
  boolean canAct() {
    return isTold;
  }

  /// Whether there is something to send, and somebody to send it to.
  boolean canSend() {
    return !draft.get().isBlank() && canWrite.getAsBoolean();
  }

  /// Sends the draft, or puts it in the place of the message that is edited. Ignored unless [#canSend].
  void send() {
    if (!canSend()) {
      return;
    }
    String text = draft.get().strip();
    Subject about = subject.get();
    if (about == null || about.isQuestion()) {
      draft.set("");
      messenger.send(name, text);
    } else if (about.kind() == Subject.Kind.REPLY) {
      draft.set("");
      messenger.reply(name, text, about.message());
    } else if (!text.equals(log.textOf(about.message()))) {
      messenger.edit(about.message(), text);
    }
    endSubject();
  }

  /// What is written next answers this message.
  void beginReply(MessageId message) {
    begin(Subject.Kind.REPLY, message);
  }

  /// What is written next takes the place of a message of one's own; what was being written comes back
  /// afterwards.
  void beginEdit(MessageId message) {
    if (begin(Subject.Kind.EDIT, message)) {
      setAside = draft.get();
      draft.set(log.textOf(message));
    }
  }

  /// Asks whether a message of one's own is to be taken back.
  void askToDelete(MessageId message) {
    begin(Subject.Kind.DELETION, message);
  }

  /// Takes back a message that waits or failed, also one that may have left. Its words come back to where one
  /// writes; where something else is being written, it is asked about first.
  void takeBack(MessageId message) {
    if (draft.get().isBlank() && !isEditing()) {
      String words = log.textOf(message);
      remove(message);
      draft.set(words);
    } else {
      begin(Subject.Kind.DISCARD, message);
    }
  }

  private void remove(MessageId message) {
    if (canAct()) {
      messenger.delete(message);
    } else {
      messenger.discard(message);
    }
  }

  /// @return whether the message can be written about
  private boolean begin(Subject.Kind kind, MessageId message) {
    endSubject();
    Optional<ChatMessage> entry = log.find(message).filter(each -> !each.particulars().isDeleted());
    boolean canBe = kind == Subject.Kind.DISCARD || (canAct() && canWrite.getAsBoolean());
    if (entry.isEmpty() || !canBe) {
      return false;
    }
    boolean isOwn = entry.get() instanceof ChatMessage.Outgoing;
    String line = Quote.of(message, isOwn, log.textOf(message)).line();
    subject.set(new Subject(kind, message, isOwn, line));
    return true;
  }

  /// Does nothing to the message after all.
  void endSubject() {
    boolean wasEditing = isEditing();
    subject.set(null);
    if (wasEditing) {
      draft.set(setAside);
      setAside = "";
    }
  }

  /// Takes the message back that was asked about.
  void deleteSubject() {
    Subject about = subject.get();
    endSubject();
    if (about != null && about.isQuestion()) {
      remove(about.message());
    }
  }

  /// What is gone, or has no words any more, is nothing to write about.
  void dropSubject() {
    Subject about = subject.get();
    if (about != null
        && log.find(about.message()).filter(each -> !each.particulars().isDeleted()).isEmpty()) {
      endSubject();
    }
  }

  private void written(String text) {
    // The words of a message that is edited are no draft.
    if (!isEditing()) {
      drafts.keep(name, text);
    }
    if (!text.isBlank() && isTold) {
      messenger.typing(name);
    }
  }

  private boolean isEditing() {
    Subject about = subject.get();
    return about != null && about.kind() == Subject.Kind.EDIT;
  }
}
