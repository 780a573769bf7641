package chat.parley.ui.contacts;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.model.Protection;
import chat.parley.ui.kit.Batches;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
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
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Everybody one can write to, those written with last first, narrowed down by what is searched for.
///
/// Lives on the FX thread from its construction to [#close].
public final class ContactListViewModel implements AutoCloseable {
  private final ContactRows lines;
  private final Protection protection;
  private final Batches<MessengerEvent> events;
  private final Subscription subscription;
  private final Map<Name, ContactEntry> entries = new HashMap<>();
  private Consumer<Name> opening = _ -> {};

  private final ObservableList<ContactRow> rows = FXCollections.observableArrayList();
  private final ObservableList<ContactRow> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final StringProperty search = new SimpleStringProperty(this, "search", "");
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(this, "empty");
  private final ReadOnlyBooleanWrapper heard = new ReadOnlyBooleanWrapper(this, "heard");
  private final ReadOnlyIntegerWrapper requests = new ReadOnlyIntegerWrapper(this, "requests");
  private final ReadOnlyBooleanWrapper requestsShown =
      new ReadOnlyBooleanWrapper(this, "requestsShown");
  private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper(this, "unread");
  private final ReadOnlyObjectWrapper<@Nullable Name> open =
      new ReadOnlyObjectWrapper<>(this, "open");

  /// @param drafts what was begun to be written; lives as long as this
  public ContactListViewModel(
      Messenger messenger, Executor fxThread, LocalTimes times, Drafts drafts) {
    protection = messenger.protection();
    lines = new ContactRows(times, contact -> draft(drafts, contact.name()));
    search.subscribe(this::refresh);
    open.subscribe(this::refresh);
    drafts.all().addListener(this::draftChanged);
    events = new Batches<>(fxThread, this::apply);
    subscription = messenger.listen(events);
  }

  // Properties

  /// The contacts that match the search, in the order they are shown in.
  ObservableList<ContactRow> rows() {
    return readOnlyRows;
  }

  /// What is searched for; any part of a name or a chosen one, in either case.
  StringProperty searchProperty() {
    return search;
  }

  /// Whether there is nobody at all, whatever is searched for.
  public ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  /// Whether it is known who is a contact.
  ReadOnlyBooleanProperty heardProperty() {
    return heard.getReadOnlyProperty();
  }

  /// How many strangers wait for a decision.
  ReadOnlyIntegerProperty requestsProperty() {
    return requests.getReadOnlyProperty();
  }

  /// Whether the requests are shown instead of the contacts.
  ReadOnlyBooleanProperty requestsShownProperty() {
    return requestsShown.getReadOnlyProperty();
  }

  /// Whether somebody can be looked up at the relay.
  public boolean canMeet() {
    return protection == Protection.PARLEY;
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

  /// Turns to the requests, or back to the contacts.
  void showRequests(boolean show) {
    requestsShown.set(show);
    refresh();
  }

  /// Who is searched for, if that is a name, nobody here has one like it, and the relay can be asked.
  @Nullable Name toLookUp() {
    String wanted = search.get().strip();
    return canMeet() && rows.isEmpty() && isName(wanted) ? Name.typed(wanted) : null;
  }

  /// Whether somebody could be called so.
  static boolean isName(String typed) {
    try {
      return !Name.typed(typed).value().isEmpty();
    } catch (NameNotAllowed e) {
      return false;
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
    requests.set((int) count(Contact.Standing.REQUEST));
    requestsShown.set(requestsShown.get() && requests.get() > 0);
    List<ContactRow> next =
        lines.of(
            entries.values().stream()
                .filter(
                    entry ->
                        wanted.isEmpty() ? isOnShelf(entry) : isCalled(entry.contact(), wanted))
                .sorted(ContactEntry.ORDER)
                .toList());
    if (!next.equals(rows)) {
      rows.setAll(next);
    }
    empty.set(heard.get() && entries.size() == requests.get());
    unread.set(entries.values().stream().mapToInt(entry -> entry.contact().unread()).sum());
  }

  /// By its name, or by the one that it chose.
  private static boolean isCalled(Contact contact, String wanted) {
    DisplayName called = contact.displayName();
    return contact.name().value().contains(wanted)
        || (called != null && called.value().toLowerCase(Locale.ROOT).contains(wanted));
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
    boolean changed = !heard.get();
    heard.set(true);
    for (MessengerEvent event : batch) {
      switch (event) {
        case MessengerEvent.ContactChanged(Contact contact) -> {
          entries.merge(contact.name(), ContactEntry.of(contact), ContactEntry::followedBy);
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

  private long count(Contact.Standing standing) {
    return entries.values().stream().filter(entry -> entry.standing() == standing).count();
  }

  /// Strangers stand apart, so that many of them hide no contact.
  private boolean isOnShelf(ContactEntry entry) {
    return requestsShown.get() == (entry.standing() == Contact.Standing.REQUEST);
  }

  /// What is being written where one writes is seen there.
  private String draft(Drafts drafts, Name contact) {
    return contact.equals(open.get()) ? "" : drafts.to(contact);
  }

  private void draftChanged(MapChangeListener.Change<? extends Name, ? extends String> change) {
    if (!change.getKey().equals(open.get())) {
      refresh();
    }
  }
}
