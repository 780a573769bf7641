package chat.parley.wire.classic;

import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import java.util.Optional;

/// What a member of a classic server is called there: as typed, so two that differ in case are two
/// members. It need not be the name of anybody in the keys folder.
///
/// @param text any text; from the wire, at most [ClassicBody#MAX_NAME] characters
public record Nickname(String text) {
  /// The longest nickname that our relay admits, in characters.
  public static final int MAX_LENGTH = 64;

  /// Whether our relay admits a member under it: 1 to 64 characters, none of them white space, a
  /// control or format character or half a surrogate pair, and neither `all` nor `server`.
  public boolean isAdmissible() {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && !text.equals("all")
        && !text.equals("server")
        && text.codePoints().allMatch(Nickname::isPlain);
  }

  /// The account that it can stand for, if any: the same in small letters, if that is a name. Of
  /// several members with one name, only the one whose signature checks counts.
  public Optional<Name> name() {
    try {
      return Optional.of(Name.typed(text));
    } catch (NameNotAllowed notAName) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
