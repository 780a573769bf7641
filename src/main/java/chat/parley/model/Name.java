package chat.parley.model;

import java.util.regex.Pattern;

/// An account's name: also its folder under `keys/` and its address on a relay.
///
/// 1 to 32 characters of `a–z 0–9 . _ -`, not beginning with `.` or `-`, not ending with `.`, none of
/// the device names of Windows before the first dot, and neither `all` nor `server`
/// (`protocol-parley1.md`, *Names*). Every name that comes from a frame, a form or a file system passes through
/// here and nowhere else, before it is compared, shown or made into a path.
///
/// @param value the name in lower case
public record Name(String value) implements Comparable<Name> {
  /// The longest name, in characters (and, names being ASCII, in bytes).
  public static final int MAX_LENGTH = 32;

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_][a-z0-9._-]{0,31}");
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

  /// @throws NameNotAllowed if the value breaks a rule above
  public Name {
    if (!ALLOWED.matcher(value).matches()
        || value.endsWith(".")
        || DEVICE.matcher(value).matches()
        || value.equals("all")
        || value.equals("server")) {
      throw new NameNotAllowed(value);
    }
  }

  /// Reads what a person typed or a folder is called: `A–Z` become small letters, whatever the
  /// locale, and nothing else is changed.
  ///
  /// @throws NameNotAllowed if what results is not a name
  public static Name typed(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return new Name(lower.toString());
  }

  @Override
  public int compareTo(Name other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
