package chat.parley.ui.conversation;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Batches;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One conversation as it is shown: its rows and its contact.
///
/// What comes from the core is taken in batches, so that a burst costs one change of the list. Lives on
/// the FX thread from its construction to [#close].
public final class ConversationViewModel implements AutoCloseable {
  /// How many entries are read at once.
  static final int PAGE = 200;

  /// How many entries may stay loaded when one goes back to the newest.
  static final int MOST = 1_000;

  private final Messenger messenger;
  private final Name name;
  private final Protection protection;
  private final LocalTimes times;
  private final ConversationLog log;
  private final Writing writing;
  private final Search search;
  private final SavedCopy copy;
  private final Folds folds = new Folds();
  private final Deciding deciding;
  private final Batches<Input> inputs;
  private final Subscription subscription;
  private Contact contact;
  private @Nullable MessageId firstNew;
  private boolean opened;
  private boolean looking;
  private boolean atNewest = true;

  private final ObservableList<MessageRow> rows = FXCollections.observableArrayList();
  private final ObservableList<MessageRow> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyObjectWrapper<ContactHeading> heading;
  private final ReadOnlyObjectWrapper<Aside> aside;
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper(this, "reading");
  private final ReadOnlyBooleanWrapper unreadable = new ReadOnlyBooleanWrapper(this, "unreadable");
  private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(this, "complete");
  private final ReadOnlyIntegerWrapper newBelow = new ReadOnlyIntegerWrapper(this, "newBelow");

  /// What comes from the core: events, and the pages that were asked for.
  private sealed interface Input {
    record Event(MessengerEvent event) implements Input {}

    record Page(List<ChatMessage> entries) implements Input {}

    record PageFailed() implements Input {}
  }

  public ConversationViewModel(
      Messenger messenger, Name name, Drafts drafts, LocalTimes times, Executor fxThread) {
    this.messenger = messenger;
    this.name = name;
    this.times = times;
    this.protection = messenger.protection();
    this.log = new ConversationLog(name);
    this.contact = Contact.of(name).withKey(null, new Trust.SeenBefore());
    this.heading = new ReadOnlyObjectWrapper<>(this, "heading", ContactHeading.of(contact, times));
    this.aside = new ReadOnlyObjectWrapper<>(this, "aside", Aside.of(contact, protection));
    this.deciding = new Deciding(messenger, name);
    this.writing = new Writing(messenger, name, drafts, log, () -> heading.get().canWrite());
    this.search =
        new Search(name, () -> messenger.fromEnd(name), Thread::startVirtualThread, fxThread);
    this.copy =
        new SavedCopy(
            messenger.account().name(),
            name,
            () -> messenger.fromBeginning(name),
            times,
            Thread::startVirtualThread,
            fxThread);
    inputs = new Batches<>(fxThread, this::apply);
    subscription = messenger.listen(event -> inputs.accept(new Input.Event(event)));
    readEarlier();
  }

  // Properties

  public Name name() {
    return name;
  }

  LocalTimes times() {
    return times;
  }

  ObservableList<MessageRow> rows() {
    return readOnlyRows;
  }

  ReadOnlyObjectProperty<ContactHeading> headingProperty() {
    return heading.getReadOnlyProperty();
  }

  /// What is said beside the place to write.
  ReadOnlyObjectProperty<Aside> asideProperty() {
    return aside.getReadOnlyProperty();
  }

  /// What the user decides about the contact.
  Deciding deciding() {
    return deciding;
  }

  /// What the user writes here.
  Writing writing() {
    return writing;
  }

  /// What the user looks for here.
  Search search() {
    return search;
  }

  /// The copy that the user has written into a file.
  SavedCopy copy() {
    return copy;
  }

  /// Whether a page is on its way.
  ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /// Whether the page before the oldest row could not be read.
  ReadOnlyBooleanProperty unreadableProperty() {
    return unreadable.getReadOnlyProperty();
  }

  /// Whether the rows reach back to the beginning of the conversation.
  ReadOnlyBooleanProperty completeProperty() {
    return complete.getReadOnlyProperty();
  }

  /// How many texts came while the user read further up.
  ReadOnlyIntegerProperty newBelowProperty() {
    return newBelow.getReadOnlyProperty();
  }

  // Commands

  /// Sends the draft, unless it is blank or the contact cannot be written to.
  ///
  /// @return whether it was sent
  boolean send() {
    boolean canSend = writing.canSend();
    if (canSend) {
      firstNew = null;
      writing.send();
    }
    return canSend;
  }

  /// Begins to edit the newest message of one's own, if that can be done.
  void beginEditOfLast() {
    for (MessageRow row : rows.reversed()) {
      if (row instanceof MessageRow.Bubble bubble && bubble.own()) {
        if (bubble.editable()) {
          writing.beginEdit(bubble.id());
        }
        return;
      }
    }
  }

  /// Puts a sign beside a text.
  ///
  /// @param emoji null takes one's own away
  void react(MessageId message, @Nullable Emoji emoji) {
    messenger.react(message, emoji);
  }

  /// How long what is written from now on stays.
  void setLifetime(Lifetime lifetime) {
    messenger.setLifetime(name, lifetime);
  }

  /// Sends a failed message again.
  void retry(MessageId message) {
    messenger.retry(message);
  }

  /// The whole of a text, also of what is not shown; empty if there is none of this id.
  String textOf(MessageId message) {
    return log.textOf(message);
  }

  /// Shows more of a long text.
  void unfold(MessageId message) {
    folds.unfold(message);
    showRows();
  }

  /// Shows so much of a long text that what is looked for can be seen in it.
  void unfoldToFound(MessageId message) {
    Sought sought = search.soughtProperty().get();
    List<Sought.Place> places = sought == null ? List.of() : sought.placesIn(textOf(message));
    if (!places.isEmpty() && folds.unfoldTo(message, places.getFirst().end())) {
      showRows();
    }
  }

  /// Reads a page before the oldest row, unless one is on its way, there is none, or it could not be read.
  void readEarlier() {
    if (reading.get() || complete.get() || unreadable.get()) {
      return;
    }
    reading.set(true);
    log.beginReading();
    var _ =
        messenger
            .page(name, log.oldest(), PAGE)
            .whenComplete(
                (page, failure) ->
                    inputs.accept(failure == null ? new Input.Page(page) : new Input.PageFailed()));
  }

  /// Tries once more to read what could not be read.
  void readAgain() {
    unreadable.set(false);
    readEarlier();
  }

  /// Says whether the newest row is in sight.
  void setAtNewest(boolean atNewest) {
    this.atNewest = atNewest;
    if (atNewest) {
      newBelow.set(0);
      forgetOldest();
      markRead();
    }
  }

  /// Says whether the user looks at this conversation: its window has the keyboard, and it has it in
  /// its window.
  public void setLooking(boolean looking) {
    if (this.looking && !looking && firstNew != null) {
      firstNew = null;
      showRows();
    }
    this.looking = looking;
    markRead();
  }

  /// Writes days anew, after one has ended.
  public void refresh() {
    showRows();
  }

  @Override
  public void close() {
    subscription.close();
    inputs.close();
    search.end();
    copy.cancel();
  }

  private void apply(List<Input> batch) {
    boolean changed = false;
    boolean answered = false;
    for (Input input : batch) {
      answered |= !(input instanceof Input.Event);
      changed |=
          switch (input) {
            case Input.Event(MessengerEvent.ContactChanged(Contact next)) -> show(next);
            case Input.Event(MessengerEvent.MessageAdded added) -> came(added);
            case Input.Event(MessengerEvent event) -> hear(event);
            case Input.Page(List<ChatMessage> page) -> take(page);
            case Input.PageFailed() -> giveUp();
          };
    }
    if (changed) {
      showRows();
      writing.dropSubject();
    }
    if (answered) {
      // whoever waits for a page looks for its rows
      reading.set(false);
    }
    markRead();
  }

  private boolean hear(MessengerEvent event) {
    search.hear(event);
    return log.apply(event);
  }

  private boolean show(Contact next) {
    if (!next.name().equals(name)) {
      return false;
    }
    contact = next;
    heading.set(ContactHeading.of(next, times));
    aside.set(Aside.of(next, protection));
    return true;
  }

  /// One that came late is not below what the user reads, nor does what is new begin with it.
  private boolean came(MessengerEvent.MessageAdded event) {
    boolean added = log.apply(event);
    if (added
        && opened
        && event.before() == null
        && event.message() instanceof ChatMessage.Incoming message) {
      if (!atNewest) {
        newBelow.set(newBelow.get() + 1);
      }
      if (!looking && firstNew == null) {
        firstNew = message.id();
      }
    }
    return added;
  }

  private boolean take(List<ChatMessage> page) {
    complete.set(page.size() < PAGE);
    log.addPage(page);
    if (!opened) {
      opened = true;
      firstNew = firstUnread();
    }
    return true;
  }

  /// The conversation stays as far as it is known.
  private boolean giveUp() {
    unreadable.set(true);
    return false;
  }

  private @Nullable MessageId firstUnread() {
    int left = contact.unread();
    MessageId first = null;
    for (ChatMessage entry : log.entries().reversed()) {
      if (left == 0) {
        break;
      }
      if (entry instanceof ChatMessage.Incoming) {
        first = entry.id();
        left--;
      }
    }
    return first;
  }

  private void markRead() {
    if (opened && looking && atNewest && contact.unread() > 0) {
      messenger.markRead(name);
    }
  }

  /// Who went back to the newest after reading far up does not need all of it any more.
  private void forgetOldest() {
    if (log.entries().size() > MOST && log.trim(PAGE)) {
      complete.set(false);
      showRows();
    }
  }

  private void showRows() {
    List<MessageRow> next = new ArrayList<>(log.entries().size() + 8);
    if (complete.get()) {
      ContactHeading now = heading.get();
      next.add(new MessageRow.Beginning(name, now.fingerprint(), now.atBeginning()));
    }
    new MessageRows(
            times,
            name,
            contact.fingerprint(),
            firstNew,
            folds::shown,
            writing.canAct() && contact.standing() == Contact.Standing.ACCEPTED)
        .addTo(next, log.entries());
    if (contact.missing() > 0) {
      next.add(new MessageRow.Missing(name, contact.missing()));
    }
    RowChange.apply(rows, next);
  }
}
