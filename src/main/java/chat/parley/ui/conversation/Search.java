package chat.parley.ui.conversation;

import chat.parley.client.HistoryReader;
import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Looks for words in one conversation, from its newest text back to its first. Lives on the FX thread; reads and
/// compares elsewhere.
final class Search {
  /// How many texts are found at most.
  static final int MOST = 1_000;

  /// How far the search has come.
  enum State {
    /// Nothing is looked for.
    IDLE,
    READING,
    /// All was read, or enough was found.
    DONE,
    /// The rest could not be read.
    UNREADABLE
  }

  /// @param found how many texts so far
  /// @param place which of them is shown, from 1; 0 while there is none
  record Finding(State state, int found, int place) {
    static final Finding NOTHING_SOUGHT = new Finding(State.IDLE, 0, 0);
  }

  private final Name contact;
  private final Supplier<HistoryReader> readers;
  private final Executor workers;
  private final Executor fxThread;
  private final List<MessageId> found = new ArrayList<>();
  private final ReadOnlyObjectWrapper<@Nullable Sought> sought =
      new ReadOnlyObjectWrapper<>(this, "sought", null);
  private final ReadOnlyObjectWrapper<Finding> finding =
      new ReadOnlyObjectWrapper<>(this, "finding", Finding.NOTHING_SOUGHT);
  private Consumer<MessageId> reveal = _ -> {};
  private int place;

  /// What one page has.
  private record Hits(List<MessageId> found, boolean isLast) {}

  /// @param readers each begins at the newest entry
  /// @param workers where texts are compared
  Search(Name contact, Supplier<HistoryReader> readers, Executor workers, Executor fxThread) {
    this.contact = contact;
    this.readers = readers;
    this.workers = workers;
    this.fxThread = fxThread;
  }

  /// The words that are looked for; null if there are none.
  ReadOnlyObjectProperty<@Nullable Sought> soughtProperty() {
    return sought.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Finding> findingProperty() {
    return finding.getReadOnlyProperty();
  }

  /// Is told each text that is to be shown: the newest as soon as it is found, then those that are asked for.
  void onReveal(Consumer<MessageId> reveal) {
    this.reveal = reveal;
  }

  /// Looks for other words, from the newest text on.
  void seek(String words) {
    end();
    Sought next = new Sought(words);
    if (!next.isEmpty()) {
      sought.set(next);
      show(State.READING);
      read(readers.get(), next);
    }
  }

  /// Goes to the next older text that was found; shows the last one again where there is none.
  void older() {
    go(place + 1);
  }

  /// Goes to the next newer one.
  void newer() {
    go(place - 1);
  }

  /// Looks for nothing any more.
  void end() {
    sought.set(null);
    found.clear();
    place = 0;
    show(State.IDLE);
  }

  /// What is gone is not found any more.
  void hear(MessengerEvent event) {
    if (event instanceof MessengerEvent.MessageRemoved(Name conversation, MessageId id)
        && conversation.equals(contact)) {
      forget(id);
    } else if (event instanceof MessengerEvent.MessageChanged(ChatMessage message)
        && message.particulars().isDeleted()) {
      forget(message.id());
    }
  }

  private void forget(MessageId id) {
    int at = found.indexOf(id);
    if (at >= 0) {
      found.remove(at);
      place = Math.min(at < place ? place - 1 : place, found.size());
      show(finding.get().state());
    }
  }

  private void go(int wanted) {
    if (!found.isEmpty()) {
      place = Math.clamp(wanted, 1, found.size());
      show(finding.get().state());
      reveal.accept(found.get(place - 1));
    }
  }

  private void read(HistoryReader reader, Sought wanted) {
    var _ =
        reader
            .next()
            .thenApplyAsync(page -> hits(page, wanted), workers)
            .whenCompleteAsync(
                (hits, failure) -> {
                  if (wanted.equals(sought.get())) {
                    take(hits, reader, wanted);
                  }
                },
                fxThread);
  }

  /// @param hits null if they could not be read
  private void take(@Nullable Hits hits, HistoryReader reader, Sought wanted) {
    if (hits == null) {
      show(State.UNREADABLE);
      return;
    }
    int room = Math.min(MOST - found.size(), hits.found().size());
    found.addAll(hits.found().subList(0, room));
    boolean isDone = hits.isLast() || found.size() == MOST;
    show(isDone ? State.DONE : State.READING);
    if (place == 0) {
      go(1);
    }
    if (!isDone) {
      read(reader, wanted);
    }
  }

  private static Hits hits(List<ChatMessage> page, Sought wanted) {
    return new Hits(
        page.stream().filter(entry -> wanted.isIn(entry.text())).map(ChatMessage::id).toList(),
        page.isEmpty());
  }

  private void show(State state) {
    finding.set(new Finding(state, found.size(), place));
  }
}
