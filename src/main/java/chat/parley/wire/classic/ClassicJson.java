package chat.parley.wire.classic;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/// Writes JSON exactly as the original's `json.dumps` does: a space after every comma and colon, and
/// everything but printable ASCII in `u` escapes.
final class ClassicJson {
  private static final Gson WRITER =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setFormattingStyle(FormattingStyle.COMPACT.withSpaceAfterSeparators(true))
          .create();

  private final JsonObject object = new JsonObject();

  ClassicJson put(String key, String value) {
    object.addProperty(key, value);
    return this;
  }

  ClassicJson put(String key, ClassicJson value) {
    object.add(key, value.object);
    return this;
  }

  String text() {
    String json = WRITER.toJson(object);
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        ascii.append(c);
      } else {
        ascii.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          ascii.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
      }
    }
    return ascii.toString();
  }
}
