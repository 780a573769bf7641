package chat.parley.ui.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Words that are looked for in texts. Neither case nor accents count.
final class Sought {
  /// How many places of one text are found at most.
  static final int MOST_PLACES = 100;

  private static final int FIRST_BEYOND_ASCII = 0x80;

  private final String letters;

  Sought(String words) {
    letters = Folded.of(words.strip()).letters();
  }

  /// Whether there is nothing to look for.
  boolean isEmpty() {
    return letters.isEmpty();
  }

  /// Whether a text contains the words.
  boolean isIn(String text) {
    return !isEmpty() && Folded.of(text).letters().contains(letters);
  }

  /// Where a text contains the words, from its beginning on.
  List<Place> placesIn(String text) {
    List<Place> places = new ArrayList<>();
    if (isEmpty()) {
      return places;
    }
    Folded folded = Folded.of(text);
    int at = folded.letters().indexOf(letters);
    while (at >= 0 && places.size() < MOST_PLACES) {
      int end = at + letters.length();
      places.add(new Place(folded.begin(at), folded.end(end - 1)));
      at = folded.letters().indexOf(letters, end);
    }
    return places;
  }

  /// What was typed is private.
  @Override
  public String toString() {
    return "Sought";
  }

  /// A part of a text, in UTF-16 units.
  ///
  /// @param end behind the last one
  record Place(int start, int end) {}

  /// A text without accents and capitals, which remembers where each letter stood.
  private static final class Folded {
    private final String letters;
    private final int[] origins;

    /// @param origins one for each of the letters, and the length of the text
    private Folded(String letters, int[] origins) {
      this.letters = letters;
      this.origins = origins;
    }

    static Folded of(String text) {
      StringBuilder letters = new StringBuilder(text.length());
      int[] origins = new int[text.length() + 1];
      for (int at = 0; at < text.length(); ) {
        int each = text.codePointAt(at);
        int before = letters.length();
        fold(each, letters);
        for (int i = before; i < letters.length(); i++) {
          origins = withRoom(origins, i);
          origins[i] = at;
        }
        at += Character.charCount(each);
      }
      origins = withRoom(origins, letters.length());
      origins[letters.length()] = text.length();
      return new Folded(letters.toString(), origins);
    }

    private static int[] withRoom(int[] origins, int index) {
      return index < origins.length
          ? origins
          : Arrays.copyOf(origins, Math.max(index + 1, origins.length * 2));
    }

    private static void fold(int codePoint, StringBuilder letters) {
      if (codePoint < FIRST_BEYOND_ASCII) {
        letters.append((char) Character.toLowerCase(codePoint));
        return;
      }
      Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
          .codePoints()
          .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
          .map(Character::toLowerCase)
          .forEach(letters::appendCodePoint);
    }

    String letters() {
      return letters;
    }

    int begin(int letter) {
      return origins[letter];
    }

    /// Where the next sign begins: one sign may stand for more than one letter.
    int end(int letter) {
      int next = letter;
      while (origins[next] == origins[letter]) {
        next++;
      }
      return origins[next];
    }
  }
}
