package chat.parley.ui.contacts;

import chat.parley.client.Directory;
import chat.parley.client.Lookup;
import chat.parley.client.Messenger;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.model.Protection;
import chat.parley.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Writing to somebody new: a name to look up at the relay, and the names that the relay tells of.
/// Lives as long as its window; used on the FX thread.
///
/// An answer that comes when another was asked for, or the page was left, is dropped.
public final class MeetViewModel {
  private static final Texts TEXTS = Texts.of("contacts");
  private static final Texts.Choices<Lookup> LOOKUPS = TEXTS.choices(Lookup.class);
  private static final long SLOW_AFTER_MILLIS = 300;

  private final Messenger messenger;
  private final Executor ui;
  private final Executor whenSlow;
  private final Consumer<Name> met;
  private List<Name> all = List.of();
  private int request;
  private int reading;

  private final StringProperty name = new SimpleStringProperty(this, "name", "");
  private final ReadOnlyObjectWrapper<Meeting> meeting =
      new ReadOnlyObjectWrapper<>(this, "meeting", new Meeting.Nothing());
  private final ReadOnlyObjectWrapper<Listing> listing =
      new ReadOnlyObjectWrapper<>(this, "listing", new Listing.Loading(false));
  private final ObservableList<Name> names = FXCollections.observableArrayList();
  private final ObservableList<Name> readOnlyNames =
      FXCollections.unmodifiableObservableList(names);

  /// @param ui where all of this runs
  /// @param met is told who is a contact now
  public MeetViewModel(Messenger messenger, Executor ui, Consumer<Name> met) {
    this(
        messenger,
        ui,
        CompletableFuture.delayedExecutor(SLOW_AFTER_MILLIS, TimeUnit.MILLISECONDS, ui),
        met);
  }

  /// @param whenSlow runs a task on the FX thread once it took so long that one must say so
  MeetViewModel(Messenger messenger, Executor ui, Executor whenSlow, Consumer<Name> met) {
    this.messenger = messenger;
    this.ui = ui;
    this.whenSlow = whenSlow;
    this.met = met;
    name.subscribe(() -> typed());
  }

  // Properties

  /// Whether this kind of server can be asked at all.
  boolean canAsk() {
    return messenger.protection() == Protection.PARLEY;
  }

  /// Whom to look up, as it is typed.
  StringProperty nameProperty() {
    return name;
  }

  ReadOnlyObjectProperty<Meeting> meetingProperty() {
    return meeting.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Listing> listingProperty() {
    return listing.getReadOnlyProperty();
  }

  /// The names of the directory that begin with what is typed.
  ObservableList<Name> names() {
    return readOnlyNames;
  }

  // Commands

  /// Begins anew: nobody is looked up, and the directory is read.
  void open() {
    name.set("");
    readDirectory();
  }

  /// Drops what is on its way.
  void leave() {
    request++;
    reading++;
    meeting.set(new Meeting.Nothing());
  }

  /// Reads the directory.
  void readDirectory() {
    int mine = ++reading;
    all = List.of();
    showNames();
    listing.set(new Listing.Loading(false));
    whenSlow.execute(
        () -> {
          if (mine == reading && listing.get() instanceof Listing.Loading) {
            listing.set(new Listing.Loading(true));
          }
        });
    var _ =
        messenger
            .directory()
            .whenCompleteAsync(
                (directory, failure) -> {
                  if (mine == reading) {
                    show(failure == null ? directory : null);
                  }
                },
                ui);
  }

  /// Looks up who is typed.
  void lookUp() {
    String typed = name.get().strip();
    if (!typed.isEmpty()) {
      try {
        meet(Name.typed(typed));
      } catch (NameNotAllowed e) {
        meeting.set(new Meeting.Failed(TEXTS.get("name-not-allowed")));
      }
    }
  }

  /// Looks somebody up.
  void meet(Name wanted) {
    int mine = ++request;
    meeting.set(new Meeting.Asking(wanted, false));
    whenSlow.execute(
        () -> {
          if (mine == request && meeting.get() instanceof Meeting.Asking) {
            meeting.set(new Meeting.Asking(wanted, true));
          }
        });
    var _ =
        messenger
            .meet(wanted)
            .whenCompleteAsync(
                (answer, failure) -> {
                  if (mine == request) {
                    show(wanted, failure == null ? answer : Lookup.REFUSED);
                  }
                },
                ui);
  }

  private void show(Name wanted, Lookup answer) {
    if (answer == Lookup.FOUND) {
      meeting.set(new Meeting.Nothing());
      met.accept(wanted);
    } else {
      meeting.set(new Meeting.Failed(LOOKUPS.get(answer, wanted)));
    }
  }

  private void show(@Nullable Directory directory) {
    if (directory == null) {
      listing.set(new Listing.Failed());
    } else if (!directory.isOpen()) {
      listing.set(new Listing.Closed());
    } else if (directory.names().isEmpty()) {
      listing.set(new Listing.Empty());
    } else {
      all = directory.names();
      listing.set(new Listing.Full(directory.isWhole()));
    }
    showNames();
  }

  /// What was said of another name does not hold for this one.
  private void typed() {
    if (!(meeting.get() instanceof Meeting.Nothing)) {
      request++;
      meeting.set(new Meeting.Nothing());
    }
    showNames();
  }

  private void showNames() {
    String wanted = name.get().strip().toLowerCase(Locale.ROOT);
    names.setAll(all.stream().filter(each -> each.value().startsWith(wanted)).toList());
  }
}
