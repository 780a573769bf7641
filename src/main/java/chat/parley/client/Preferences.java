package chat.parley.client;

import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.model.WindowBounds;
import chat.parley.store.Settings;
import chat.parley.store.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the program remembers of its user's choices, from one start to the next.
///
/// Any thread may ask and change. A change holds at once; it is written by the given executor, and
/// several in a row may be written as one. What cannot be written holds until the program ends.
public final class Preferences implements AutoCloseable {
  /// How many relays are remembered.
  public static final int MAX_RECENT_RELAYS = 5;

  private static final System.Logger LOG = System.getLogger(Preferences.class.getName());

  private final @Nullable SettingsFile file;
  private final Executor writer;
  private final Object writing = new Object();
  private Settings settings;
  private boolean dirty;
  private boolean failed;
  private @Nullable Runnable whenNotWritten;

  private Preferences(@Nullable SettingsFile file, Settings settings, Executor writer) {
    this.file = file;
    this.settings = settings;
    this.writer = writer;
  }

  /// Reads what was remembered. Never fails: see [#damagedFile].
  ///
  /// @param dataFolder where it is kept; it need not exist yet
  /// @param writer what may wait for the disk
  public static Preferences load(Path dataFolder, InstantSource clock, Executor writer) {
    SettingsFile file = SettingsFile.open(dataFolder, clock.instant());
    return new Preferences(file, file.loaded(), writer);
  }

  /// Preferences that are forgotten when the program ends.
  public static Preferences inMemory() {
    return new Preferences(null, Settings.DEFAULTS, Runnable::run);
  }

  /// Where the file is that could not be used, if so: everything is as on the first start then.
  public Optional<Path> damagedFile() {
    return file == null ? Optional.empty() : file.damaged();
  }

  /// Has it told once if a change could not be written: it holds only until the program ends then.
  ///
  /// @param told may run on any thread, and must not wait
  public void whenNotWritten(Runnable told) {
    synchronized (this) {
      if (!failed) {
        whenNotWritten = told;
        return;
      }
    }
    told.run();
  }

  /// Who logged in last.
  public Optional<Name> lastIdentity() {
    return Optional.ofNullable(current().lastIdentity());
  }

  /// Where to, the last one first; [#MAX_RECENT_RELAYS] at most.
  public List<RelayAddress> recentRelays() {
    return current().recentRelays();
  }

  /// Notes that somebody logged in, and where.
  public void loggedIn(Name name, RelayAddress relay) {
    change(
        now -> {
          List<RelayAddress> relays = new ArrayList<>(now.recentRelays());
          relays.removeIf(before -> before.equals(relay) || isReplacedBy(before, relay));
          relays.addFirst(relay);
          return now.withLastIdentity(name)
              .withRecentRelays(relays.subList(0, Math.min(relays.size(), MAX_RECENT_RELAYS)));
        });
  }

  /// An address has one relay: one who logged in there by a new invitation forgets the old one.
  private static boolean isReplacedBy(RelayAddress before, RelayAddress now) {
    return before instanceof RelayAddress.Parley(Invitation old)
        && now instanceof RelayAddress.Parley(Invitation fresh)
        && old.isForSameAddress(fresh);
  }

  /// The folder of keys that the user chose, if any.
  public Optional<Path> keysFolder() {
    return Optional.ofNullable(current().keysFolder());
  }

  public void setKeysFolder(Path folder) {
    change(now -> now.withKeysFolder(folder));
  }

  public Appearance appearance() {
    return current().appearance();
  }

  public void setAppearance(Appearance appearance) {
    change(now -> now.withAppearance(appearance));
  }

  /// The size of text in percent.
  public int textScale() {
    return current().textScale();
  }

  public void setTextScale(int percent) {
    change(now -> now.withTextScale(percent));
  }

  /// The width of the list of contacts in pixels.
  public double sidebarWidth() {
    return current().sidebarWidth();
  }

  public void setSidebarWidth(double width) {
    change(now -> now.withSidebarWidth(width));
  }

  /// Where the last main window stood.
  public Optional<WindowBounds> window() {
    return Optional.ofNullable(current().window());
  }

  public void setWindow(WindowBounds bounds) {
    change(now -> now.withWindow(bounds));
  }

  /// What contacts are told of what the user does.
  public Disclosure disclosure() {
    return current().disclosure();
  }

  public void setDisclosure(Disclosure disclosure) {
    change(now -> now.withDisclosure(disclosure));
  }

  /// Writes what is not written yet, and waits for it.
  @Override
  public void close() {
    write();
  }

  private synchronized Settings current() {
    return settings;
  }

  private void change(UnaryOperator<Settings> change) {
    synchronized (this) {
      Settings next = change.apply(settings);
      if (next.equals(settings)) {
        return;
      }
      settings = next;
      if (dirty) {
        return;
      }
      dirty = true;
    }
    writer.execute(this::write);
  }

  private void write() {
    synchronized (writing) {
      Settings next;
      synchronized (this) {
        if (!dirty) {
          return;
        }
        dirty = false;
        next = settings;
      }
      try {
        if (file != null) {
          file.save(next);
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the settings could not be written");
        fail();
      }
    }
  }

  private void fail() {
    Runnable told;
    synchronized (this) {
      failed = true;
      told = whenNotWritten;
      whenNotWritten = null;
    }
    if (told != null) {
      told.run();
    }
  }
}
