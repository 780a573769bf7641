package chat.parley.store;

import java.util.Comparator;

/// Where an entry stands in its conversation: by place, and at the same place by arrival.
///
/// @param place rises; another entry can come between two
/// @param row the entry's number, unique in the database
public record Position(long place, long row) implements Comparable<Position> {
  /// Before every entry.
  public static final Position BEGINNING = new Position(0, 0);

  /// Behind every entry.
  static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::place).thenComparingLong(Position::row);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
