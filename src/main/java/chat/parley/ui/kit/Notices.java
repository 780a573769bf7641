package chat.parley.ui.kit;

import chat.parley.model.Name;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Small notes for what happens elsewhere: somebody joined, a key changed. They leave by themselves; a
/// grave one stays until it is closed. What needs an answer belongs into the page, as a [Banner].
///
/// Each window has its own, shown by [NoticeLane]s. Used on the FX thread.
public final class Notices {
  private static final Duration PASSING = Duration.seconds(6);

  /// How many are kept until they are closed; of more, the oldest are forgotten.
  static final int MOST = 50;

  private final BooleanSupplier seen;
  private final Consumer<Name> opening;
  private final ObservableList<Note> notes = FXCollections.observableArrayList();
  private final ObservableList<Note> readOnlyNotes =
      FXCollections.unmodifiableObservableList(notes);
  private final Map<Note, Animation> ends = new HashMap<>();

  /// One note.
  ///
  /// @param title what happened, in a few words
  /// @param text what it means, and what one can do
  /// @param about whose conversation one should look at, if any
  public record Note(Tone tone, String title, String text, @Nullable Name about) {
    boolean passes() {
      return tone != Tone.DANGER;
    }
  }

  /// @param seen whether the user looks at the window
  /// @param opening turns to the conversation that a note is about
  public Notices(BooleanSupplier seen, Consumer<Name> opening) {
    this.seen = seen;
    this.opening = opening;
  }

  /// Those that are there, the newest first.
  public ObservableList<Note> all() {
    return readOnlyNotes;
  }

  /// Shows a note about nobody in particular.
  public void show(Tone tone, String title, String text) {
    show(tone, title, text, null);
  }

  /// Shows a note; one that says the same moves up. One that would leave by itself is only shown where it
  /// is seen.
  public void show(Tone tone, String title, String text, @Nullable Name about) {
    Note note = new Note(tone, title, text, about);
    if (note.passes() && !seen.getAsBoolean()) {
      return;
    }
    close(note);
    if (notes.size() == MOST) {
      close(notes.getLast());
    }
    notes.addFirst(note);
    if (note.passes()) {
      PauseTransition end = new PauseTransition(PASSING);
      end.setOnFinished(_ -> close(note));
      ends.put(note, end);
      end.play();
    }
  }

  /// Turns to the conversation that a note is about; then the note has done its work.
  void open(Note note) {
    Name about = note.about();
    if (about != null) {
      close(note);
      opening.accept(about);
    }
  }

  /// Takes a note away.
  public void close(Note note) {
    Animation end = ends.remove(note);
    if (end != null) {
      end.stop();
    }
    notes.remove(note);
  }

  /// Takes all away.
  public void closeAll() {
    ends.values().forEach(Animation::stop);
    ends.clear();
    notes.clear();
  }
}
