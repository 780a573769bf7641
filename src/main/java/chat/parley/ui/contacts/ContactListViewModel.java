package chat.parley.ui.contacts;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.contacts.ContactRow.KeyMark;
import chat.parley.ui.kit.Batches;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Everybody one can write to, those written with last first, narrowed down by what is searched for.
///
/// Lives on the FX thread from its construction to [#close].
public final class ContactListViewModel implements AutoCloseable {
  private static final Texts TEXTS = Texts.of("contacts");
  private static final Texts.Choices<ChatMessage.Note.Kind> NOTES =
      TEXTS.choices(ChatMessage.Note.Kind.class);
  private static final int PREVIEW = 120;
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::at, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(entry -> entry.contact.name());

  private final LocalTimes times;
  private final Batches<MessengerEvent> events;
  private final Subscription subscription;
  private final Map<Name, Entry> entries = new HashMap<>();
  private Consumer<Name> opening = _ -> {};

  private final ObservableList<ContactRow> rows = FXCollections.observableArrayList();
  private final ObservableList<ContactRow> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final StringProperty search = new SimpleStringProperty(this, "search", "");
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(this, "empty", true);
  private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper(this, "unread");
  private final ReadOnlyObjectWrapper<@Nullable Name> open =
      new ReadOnlyObjectWrapper<>(this, "open");

  public ContactListViewModel(Messenger messenger, Executor fxThread, LocalTimes times) {
    this.times = times;
    search.subscribe(this::refresh);
    events = new Batches<>(fxThread, this::apply);
    subscription = messenger.listen(events);
  }

  // Properties

  /// The contacts that match the search, in the order they are shown in.
  ObservableList<ContactRow> rows() {
    return readOnlyRows;
  }

  /// What is searched for; any part of a name, in either case.
  StringProperty searchProperty() {
    return search;
  }

  /// Whether there is nobody at all, whatever is searched for.
  public ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  /// How many texts were not looked at, of all contacts together.
  public ReadOnlyIntegerProperty unreadProperty() {
    return unread.getReadOnlyProperty();
  }

  /// Whose conversation has the keyboard, if any.
  public ReadOnlyObjectProperty<@Nullable Name> openProperty() {
    return open.getReadOnlyProperty();
  }

  // Commands

  /// Says what opens a contact's conversation.
  public void onOpen(Consumer<Name> action) {
    opening = action;
  }

  /// Goes to a contact's conversation.
  public void open(Name contact) {
    open.set(contact);
    opening.accept(contact);
  }

  /// Marks the contact whose conversation has the keyboard by now.
  public void showOpen(@Nullable Name contact) {
    open.set(contact);
  }

  /// Goes to a place of the list, from 0; does nothing if nobody is there.
  public void openAt(int place) {
    if (place >= 0 && place < rows.size()) {
      open(rows.get(place).name());
    }
  }

  /// Goes to the contact so many places further down, or up if negative; stops at the ends.
  public void openNeighbour(int distance) {
    int here = place(open.get());
    if (here < 0) {
      openAt(distance > 0 ? 0 : rows.size() - 1);
    } else {
      openAt(Math.clamp(here + (long) distance, 0, rows.size() - 1));
    }
  }

  /// Goes to the first contact found, and is done with searching.
  void openFound() {
    if (!rows.isEmpty()) {
      Name found = rows.getFirst().name();
      search.set("");
      open(found);
    }
  }

  /// Writes the times anew, after a day has ended.
  public void refresh() {
    String wanted = search.get().strip().toLowerCase(Locale.ROOT);
    List<ContactRow> next =
        entries.values().stream()
            .filter(entry -> entry.contact.name().value().contains(wanted))
            .sorted(ORDER)
            .map(this::row)
            .toList();
    if (!next.equals(rows)) {
      rows.setAll(next);
    }
    empty.set(entries.isEmpty());
    unread.set(entries.values().stream().mapToInt(entry -> entry.contact.unread()).sum());
  }

  @Override
  public void close() {
    subscription.close();
    events.close();
  }

  /// Where a contact is in the list, from 0; -1 if it is not.
  int place(@Nullable Name contact) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).name().equals(contact)) {
        return i;
      }
    }
    return -1;
  }

  private void apply(List<MessengerEvent> batch) {
    boolean changed = false;
    for (MessengerEvent event : batch) {
      switch (event) {
        case MessengerEvent.ContactChanged(Contact contact) -> {
          entries.merge(contact.name(), Entry.of(contact), Entry::followedBy);
          changed = true;
        }
        case MessengerEvent.ContactGone(Name contact) -> {
          entries.remove(contact);
          changed = true;
        }
        default -> {
          // messages show through their contact; the rest belongs to others
        }
      }
    }
    if (changed) {
      refresh();
    }
  }

  private ContactRow row(Entry entry) {
    Contact contact = entry.contact;
    ChatMessage last = entry.last;
    return new ContactRow(
        contact.name(),
        contact.fingerprint(),
        mark(contact),
        contact.presence(),
        last == null ? "" : preview(last),
        last instanceof ChatMessage.Outgoing,
        last == null ? "" : times.brief(last.at()),
        contact.unread());
  }

  private static KeyMark mark(Contact contact) {
    Contact.KeyProblem problem = contact.problem();
    if (problem != null) {
      return switch (problem) {
        case MISSING -> KeyMark.MISSING;
        case UNUSABLE -> KeyMark.UNUSABLE;
        case SIGNATURE_WRONG -> KeyMark.SIGNATURE_WRONG;
      };
    }
    return switch (contact.trust()) {
      case Trust.Verified _ -> KeyMark.VERIFIED;
      case Trust.Changed _ -> KeyMark.CHANGED;
      case Trust.New _, Trust.SeenBefore _ -> KeyMark.NONE;
    };
  }

  private static String preview(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Incoming incoming -> oneLine(incoming.text());
      case ChatMessage.Outgoing outgoing -> oneLine(outgoing.text());
      case ChatMessage.Note note -> NOTES.get(note.kind(), note.conversation());
    };
  }

  private static String oneLine(String text) {
    String start = text.length() > PREVIEW ? text.substring(0, PREVIEW) : text;
    return start.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  /// A contact, and the newest entry worth showing: that somebody came or went is none.
  private record Entry(Contact contact, @Nullable ChatMessage last) {
    static Entry of(Contact contact) {
      return new Entry(contact, isPresence(contact.last()) ? null : contact.last());
    }

    Entry followedBy(Entry next) {
      return isPresence(next.contact.last()) ? new Entry(next.contact, last) : next;
    }

    @Nullable Instant at() {
      return last == null ? null : last.at();
    }

    private static boolean isPresence(@Nullable ChatMessage message) {
      return message instanceof ChatMessage.Note note
          && (note.kind() == ChatMessage.Note.Kind.JOINED
              || note.kind() == ChatMessage.Note.Kind.LEFT);
    }
  }
}
