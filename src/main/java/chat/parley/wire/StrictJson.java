package chat.parley.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads JSON as `protocol-parley1.md` allows it: RFC 8259 to the letter, at most 16 deep, no key twice,
/// numbers only as integers within ±2⁵³, and nothing after the value.
public final class StrictJson {
  /// How many arrays and objects may stand inside each other.
  public static final int MAX_DEPTH = 16;

  private static final long MAX_INTEGER = 1L << 53;
  private static final int MAX_INTEGER_LENGTH = 17;

  private StrictJson() {}

  /// Reads one object.
  ///
  /// @throws BodyException if the text is anything else
  public static JsonObject object(String text) throws BodyException {
    try (JsonReader reader = reader(text)) {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw new BodyException("the body is not a JSON object");
      }
      JsonObject object = object(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new BodyException("the body goes on after its JSON object");
      }
      return object;
    } catch (IOException
        | JsonParseException
        | IllegalStateException
        | IllegalArgumentException damaged) {
      throw new BodyException("the body is not JSON, or is nested too deep", damaged);
    }
  }

  /// Reads only some texts of one object and builds nothing of the rest: for whoever passes the text
  /// on as it is. Keys and numbers elsewhere in it are not judged.
  ///
  /// @return those of `keys` that the object has
  /// @throws BodyException if the text is no object, or one of the keys is there twice or is no text
  public static Map<String, String> texts(String text, Set<String> keys) throws BodyException {
    try (JsonReader reader = reader(text)) {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw new BodyException("the body is not a JSON object");
      }
      Map<String, String> found = new HashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String key = reader.nextName();
        if (!keys.contains(key)) {
          reader.skipValue();
        } else if (reader.peek() != JsonToken.STRING) {
          throw new BodyException("the body's \"" + key + "\" is not a text");
        } else if (found.put(key, reader.nextString()) != null) {
          throw new BodyException("the body has a JSON key twice");
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new BodyException("the body goes on after its JSON object");
      }
      return found;
    } catch (IOException | IllegalStateException | IllegalArgumentException damaged) {
      throw new BodyException("the body is not JSON, or is nested too deep", damaged);
    }
  }

  /// A reader with the rules that hold for every text: strict syntax and bounded depth.
  private static JsonReader reader(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(MAX_DEPTH);
    return reader;
  }

  private static JsonObject object(JsonReader reader) throws IOException, BodyException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (object.has(key)) {
        throw new BodyException("the body has a JSON key twice");
      }
      object.add(key, value(reader));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray array(JsonReader reader) throws IOException, BodyException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(value(reader));
    }
    reader.endArray();
    return array;
  }

  private static JsonElement value(JsonReader reader) throws IOException, BodyException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(integer(reader.nextString()));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT ->
          throw new BodyException("the body is not JSON");
    };
  }

  private static long integer(String digits) throws BodyException {
    if (digits.length() <= MAX_INTEGER_LENGTH && digits.matches("-?[0-9]+")) {
      long value = Long.parseLong(digits);
      if (value >= -MAX_INTEGER && value <= MAX_INTEGER) {
        return value;
      }
    }
    throw new BodyException("the body has a number that is no integer within ±2⁵³");
  }
}
