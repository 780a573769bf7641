package chat.parley.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/// One JSON object on one line, for programs that read others' output. Fields stand in the order in which they
/// were given.
///
/// Control and direction characters are escaped, so that a line is one line for every reader, and does no
/// harm to a terminal that it is printed to.
public final class JsonLine {
  private static final Gson WRITER = new GsonBuilder().disableHtmlEscaping().create();

  private final JsonObject object = new JsonObject();

  public JsonLine with(String field, String value) {
    object.addProperty(field, value);
    return this;
  }

  public JsonLine with(String field, long value) {
    object.addProperty(field, value);
    return this;
  }

  public JsonLine with(String field, boolean value) {
    object.addProperty(field, value);
    return this;
  }

  /// The object, without the end of the line.
  public String text() {
    String json = WRITER.toJson(object);
    StringBuilder line = new StringBuilder(json.length());
    json.codePoints().forEach(codePoint -> append(line, codePoint));
    return line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        for (char unit : Character.toChars(codePoint)) {
          line.append("\\u%04x".formatted((int) unit));
        }
      }
      default -> line.appendCodePoint(codePoint);
    }
  }
}
