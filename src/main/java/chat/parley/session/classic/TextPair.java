package chat.parley.session.classic;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A JSON array of two texts, which is all that the classic protocol ever encrypts: the two keys of a
/// pair, or a text and its sender.
record TextPair(String first, String second) {
  private static final int MAX_DEPTH = 1;

  /// As Python's `json.dumps` writes it: ASCII, a space after the comma.
  byte[] json() {
    StringBuilder json = new StringBuilder(first.length() + second.length() + 8);
    json.append('[');
    quote(json, first);
    json.append(", ");
    quote(json, second);
    json.append(']');
    return json.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void quote(StringBuilder json, String raw) {
    // Half a surrogate pair is no character: it becomes a question mark, as it would in UTF-8.
    String text = new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c >= ' ' && c <= '~') {
            json.append(c);
          } else {
            json.append("\\u").append(HexFormat.of().toHexDigits(c));
          }
        }
      }
    }
    json.append('"');
  }

  /// Reads exactly two texts in strict JSON and UTF-8.
  ///
  /// @throws IOException if it is anything else
  static TextPair parse(byte[] json) throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(MAX_DEPTH);
      reader.beginArray();
      TextPair pair = new TextPair(text(reader), text(reader));
      reader.endArray();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("not two texts");
      }
      return pair;
    } catch (IllegalStateException e) {
      throw new IOException("not two texts", e);
    }
  }

  private static String text(JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.STRING) {
      throw new IOException("not two texts");
    }
    return reader.nextString();
  }

  @Override
  public String toString() {
    return "TextPair";
  }
}
