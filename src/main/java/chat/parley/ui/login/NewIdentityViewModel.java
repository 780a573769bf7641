package chat.parley.ui.login;

import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Makes a new identity in a keys folder: a name, the size of the key, perhaps a passphrase.
///
/// All methods belong to the FX thread; the key is made on the background executor. Never touches an
/// identity that exists.
public final class NewIdentityViewModel {
  /// The sizes of a key to choose from, in bits.
  public static final List<Integer> SIZES = List.of(2048, 3072, 4096);

  /// What is to be said of the name as typed so far.
  public enum NameState {
    /// Nothing typed yet.
    EMPTY,
    NOT_ALLOWED,
    /// There is a folder of this name, perhaps a contact's.
    TAKEN,
    GOOD
  }

  private final Executor ui;
  private final Executor background;
  private final KeysFolder folder;
  private final Consumer<Identity> made;

  private final StringProperty name = new SimpleStringProperty("");
  private final IntegerProperty bits = new SimpleIntegerProperty(KeysFolder.DEFAULT_BITS);
  private final ReadOnlyObjectWrapper<NameState> nameState =
      new ReadOnlyObjectWrapper<>(NameState.EMPTY);
  private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable KeyProblem> problem = new ReadOnlyObjectWrapper<>();
  private List<Name> taken = List.of();
  private @Nullable StoppableRandom random;

  NewIdentityViewModel(
      Executor ui, Executor background, KeysFolder folder, Consumer<Identity> made) {
    this.ui = ui;
    this.background = background;
    this.folder = folder;
    this.made = made;
    name.subscribe(this::check);
    background.execute(
        () -> {
          List<Name> names =
              folder.entries().stream()
                  .<Name>mapMulti(
                      (entry, out) -> {
                        if (entry.name() != null) {
                          out.accept(entry.name());
                        }
                      })
                  .toList();
          ui.execute(
              () -> {
                taken = names;
                check();
              });
        });
  }

  // Properties

  /// The name as typed.
  public StringProperty name() {
    return name;
  }

  public ReadOnlyObjectProperty<NameState> nameState() {
    return nameState.getReadOnlyProperty();
  }

  /// The size of the key, one of [#SIZES].
  public IntegerProperty bits() {
    return bits;
  }

  /// Whether the key is being made.
  public ReadOnlyBooleanProperty working() {
    return working.getReadOnlyProperty();
  }

  /// Whether it is made.
  public ReadOnlyBooleanProperty done() {
    return done.getReadOnlyProperty();
  }

  /// Why the last try failed, if so.
  public ReadOnlyObjectProperty<@Nullable KeyProblem> problem() {
    return problem.getReadOnlyProperty();
  }

  /// Where the identity will be.
  public Path folder() {
    return folder.path();
  }

  // Commands

  /// Makes the key and writes its folder.
  ///
  /// @param passphrase empty for none; wiped as soon as it was used
  public void create(char[] passphrase) {
    if (nameState.get() != NameState.GOOD || working.get()) {
      Arrays.fill(passphrase, '\0');
      return;
    }
    Name wanted = Name.typed(name.get());
    int size = bits.get();
    StoppableRandom source = new StoppableRandom();
    random = source;
    problem.set(null);
    working.set(true);
    background.execute(
        () -> {
          try {
            Identity identity = folder.create(wanted, size, passphrase, source);
            ui.execute(() -> finished(source, identity));
          } catch (IdentityException e) {
            ui.execute(() -> failed(source, e.problem()));
          } catch (CancellationException e) {
            // Nothing was written, and the screen has moved on.
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        });
  }

  /// Stops making the key. If it had just been written, it stays.
  public void cancel() {
    if (random != null) {
      random.stop();
      random = null;
    }
    working.set(false);
  }

  private void finished(StoppableRandom source, Identity identity) {
    if (source == random) {
      working.set(false);
      random = null;
      done.set(true);
    }
    made.accept(identity);
  }

  private void failed(StoppableRandom source, KeyProblem reason) {
    if (source == random) {
      working.set(false);
      random = null;
      problem.set(reason);
    }
  }

  private void check() {
    nameState.set(stateOf(name.get()));
  }

  private NameState stateOf(String typed) {
    if (typed.isEmpty()) {
      return NameState.EMPTY;
    }
    try {
      return taken.contains(Name.typed(typed)) ? NameState.TAKEN : NameState.GOOD;
    } catch (NameNotAllowed e) {
      return NameState.NOT_ALLOWED;
    }
  }
}
