package chat.parley.ui.login;

import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.identity.KeysFolderWatch;
import chat.parley.model.Name;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The identities of one keys folder, and which of them is chosen. Follows the folder: what is put there
/// or taken away shows at once.
///
/// All methods belong to the FX thread; the folder is read on the background executor.
public final class IdentitiesViewModel implements AutoCloseable {
  private static final Listing LOADING = new Listing.Loading();

  private final Executor ui;
  private final Executor background;
  private final ReadOnlyObjectWrapper<KeysFolder> folder;
  private final ReadOnlyObjectWrapper<Listing> listing = new ReadOnlyObjectWrapper<>(LOADING);
  private final ReadOnlyObjectWrapper<@Nullable KeysFolderEntry> selected =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper();
  private @Nullable Name wanted;
  private Set<Name> avoided = Set.of();
  private @Nullable KeysFolderWatch watch;
  private int reading;
  private boolean closed;

  /// @param wanted whom to choose first, if there
  public IdentitiesViewModel(
      Executor ui, Executor background, KeysFolder folder, @Nullable Name wanted) {
    this.ui = ui;
    this.background = background;
    this.folder = new ReadOnlyObjectWrapper<>(folder);
    this.wanted = wanted;
    follow();
  }

  // Properties

  public ReadOnlyObjectProperty<KeysFolder> folder() {
    return folder.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Listing> listing() {
    return listing.getReadOnlyProperty();
  }

  /// Who would log in; null while nobody can.
  public ReadOnlyObjectProperty<@Nullable KeysFolderEntry> selected() {
    return selected.getReadOnlyProperty();
  }

  /// Whether it is known by now who is there, and who of them is chosen.
  public ReadOnlyBooleanProperty settled() {
    return settled.getReadOnlyProperty();
  }

  // Commands

  /// Chooses an identity, now or as soon as it is there.
  public void choose(Name name) {
    wanted = name;
    select();
  }

  /// Does not choose these by itself: they are logged in already.
  public void avoid(Set<Name> names) {
    avoided = Set.copyOf(names);
    if (wanted != null && avoided.contains(wanted)) {
      wanted = null;
    }
    select();
  }

  /// Chooses the identity so many places further down, or up if negative; stops at the ends.
  public void move(int places) {
    List<KeysFolderEntry> usable = usable();
    KeysFolderEntry now = selected.get();
    if (now != null && !usable.isEmpty()) {
      int next = Math.clamp(usable.indexOf(now) + (long) places, 0, usable.size() - 1);
      Name name = usable.get(next).name();
      if (name != null) {
        choose(name);
      }
    }
  }

  /// Looks at another folder.
  public void useFolder(Path path) {
    folder.set(KeysFolder.at(path));
    settled.set(false);
    listing.set(LOADING);
    selected.set(null);
    follow();
  }

  /// Reads the folder again.
  public void refresh() {
    int turn = ++reading;
    KeysFolder source = folder.get();
    background.execute(
        () -> {
          List<KeysFolderEntry> entries = source.entries();
          Optional<KeysFolder> above = entries.isEmpty() ? source.above() : Optional.empty();
          ui.execute(
              () ->
                  above.ifPresentOrElse(
                      meant -> turnTo(turn, meant), () -> show(turn, source, entries)));
        });
  }

  @Override
  public void close() {
    closed = true;
    if (watch != null) {
      KeysFolderWatch ending = watch;
      watch = null;
      background.execute(ending::close);
    }
  }

  private void follow() {
    KeysFolder source = folder.get();
    refresh();
    background.execute(
        () -> {
          KeysFolderWatch started = source.watch(() -> ui.execute(this::refresh));
          ui.execute(() -> keep(source, started));
        });
  }

  private void keep(KeysFolder source, KeysFolderWatch started) {
    if (closed || source != folder.get()) {
      background.execute(started::close);
      return;
    }
    KeysFolderWatch before = watch;
    watch = started;
    if (before != null) {
      background.execute(before::close);
    }
    refresh();
  }

  private void turnTo(int turn, KeysFolder meant) {
    if (!closed && turn == reading) {
      useFolder(meant.path());
    }
  }

  private void show(int turn, KeysFolder source, List<KeysFolderEntry> entries) {
    if (closed || turn != reading) {
      return;
    }
    List<KeysFolderEntry> own = entries.stream().filter(IdentitiesViewModel::isOwn).toList();
    Optional<KeyProblem> whole = own.isEmpty() ? wholeFolder(entries) : Optional.empty();
    if (whole.isPresent()) {
      listing.set(new Listing.Failed(source.path(), whole.get()));
    } else if (own.isEmpty()) {
      listing.set(new Listing.Empty(source.path()));
    } else {
      listing.set(new Listing.Full(own));
    }
    select();
    settled.set(true);
  }

  /// Somebody whom one could log in as, were it not for a problem; contacts and stray folders are not.
  private static boolean isOwn(KeysFolderEntry entry) {
    KeyProblem problem = entry.problem();
    return entry.canLogIn() || (problem != null && problem.subject().endsWith("/priv.pem"));
  }

  private static Optional<KeyProblem> wholeFolder(List<KeysFolderEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.name() == null)
        .flatMap(entry -> Optional.ofNullable(entry.problem()).stream())
        .filter(
            problem ->
                problem.reason() == KeyProblem.Reason.UNREADABLE
                    || problem.reason() == KeyProblem.Reason.TOO_MANY_FOLDERS)
        .findFirst();
  }

  private List<KeysFolderEntry> usable() {
    return listing.get() instanceof Listing.Full(List<KeysFolderEntry> entries)
        ? entries.stream().filter(IdentitiesViewModel::canBeChosen).toList()
        : List.of();
  }

  private static boolean canBeChosen(KeysFolderEntry entry) {
    return entry.isUsable() && entry.canLogIn();
  }

  private void select() {
    List<KeysFolderEntry> usable = usable();
    selected.set(
        first(usable, name -> name.equals(wanted))
            .or(() -> first(usable, name -> !avoided.contains(name)))
            .or(() -> usable.stream().findFirst())
            .orElse(null));
  }

  private static Optional<KeysFolderEntry> first(
      List<KeysFolderEntry> entries, Predicate<Name> condition) {
    return entries.stream()
        .filter(entry -> entry.name() != null && condition.test(entry.name()))
        .findFirst();
  }
}
