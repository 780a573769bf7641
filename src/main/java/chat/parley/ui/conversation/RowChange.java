package chat.parley.ui.conversation;

import java.util.List;
import javafx.collections.ObservableList;

/// Turns the rows that are shown into the ones to show with as few changes as one sees: what is equal at
/// both ends stays untouched.
final class RowChange {
  private RowChange() {}

  static <R> void apply(ObservableList<R> rows, List<R> next) {
    int shorter = Math.min(rows.size(), next.size());
    int head = 0;
    while (head < shorter && rows.get(head).equals(next.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && rows.get(rows.size() - 1 - tail).equals(next.get(next.size() - 1 - tail))) {
      tail++;
    }
    int oldEnd = rows.size() - tail;
    int newEnd = next.size() - tail;
    int common = Math.min(oldEnd, newEnd);
    for (int i = head; i < common; i++) {
      if (!rows.get(i).equals(next.get(i))) {
        rows.set(i, next.get(i));
      }
    }
    int from = Math.max(head, common);
    if (oldEnd > from) {
      rows.remove(from, oldEnd);
    }
    if (newEnd > from) {
      rows.addAll(from, next.subList(from, newEnd));
    }
  }
}
