package chat.parley.model;

/// A text that cannot be an account's name. The message holds at most 40 printable characters of it.
public final class NameNotAllowed extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 40;

  public NameNotAllowed(String text) {
    super("not a name that Parley allows: \"" + printable(text) + "\"");
  }

  private static String printable(String text) {
    String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return start.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
  }
}
