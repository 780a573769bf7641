package chat.parley.wire.content;

import chat.parley.model.Bytes;
import chat.parley.wire.BodyException;
import chat.parley.wire.StrictJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes the fields of a content. A field that is absent or of another kind is refused; a field that nobody
/// asks for is ignored, and may say more to a newer program.
final class ContentFields {
  private static final int ID_LENGTH = (Content.ID_BYTES + 2) / 3 * 4;

  private final JsonObject object;

  private ContentFields(JsonObject object) {
    this.object = object;
  }

  static ContentFields of(Bytes json) throws BodyException {
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(json.toArray());
      return new ContentFields(
          StrictJson.object(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString()));
    } catch (CharacterCodingException damaged) {
      throw new BodyException("the content is not UTF-8", damaged);
    }
  }

  boolean has(String key) {
    return object.has(key);
  }

  /// A text that can be written down again: half a character, which JSON can spell, is no text.
  ///
  /// @param longest in characters
  String text(String key, int longest) throws BodyException {
    String text = string(object.get(key), key);
    if (text.length() > longest || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrong(key);
    }
    return text;
  }

  /// What a text stands for; null for an empty one.
  ///
  /// @param reader finds nothing in a text that makes no sense
  <T> @Nullable T value(String key, Function<String, Optional<T>> reader) throws BodyException {
    String text = text(key, Integer.MAX_VALUE);
    return text.isEmpty() ? null : reader.apply(text).orElseThrow(() -> wrong(key));
  }

  long number(String key, long least, long most) throws BodyException {
    if (object.get(key) instanceof JsonPrimitive value && value.isNumber()) {
      long number = value.getAsLong();
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw wrong(key);
  }

  Bytes id(String key) throws BodyException {
    return id(object.get(key), key);
  }

  List<Bytes> ids(String key, int most) throws BodyException {
    if (!(object.get(key) instanceof JsonArray array) || array.size() > most) {
      throw wrong(key);
    }
    List<Bytes> ids = new ArrayList<>(array.size());
    for (JsonElement element : array) {
      ids.add(id(element, key));
    }
    return ids;
  }

  private static Bytes id(JsonElement element, String key) throws BodyException {
    String text = string(element, key);
    if (text.length() == ID_LENGTH) {
      try {
        byte[] decoded = Base64.getDecoder().decode(text);
        // One id has one spelling: other last characters would decode to it, too.
        if (decoded.length == Content.ID_BYTES
            && Base64.getEncoder().encodeToString(decoded).equals(text)) {
          return Bytes.of(decoded);
        }
      } catch (IllegalArgumentException notBase64) {
        throw wrong(key);
      }
    }
    throw wrong(key);
  }

  private static String string(JsonElement element, String key) throws BodyException {
    if (element instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw wrong(key);
  }

  private static BodyException wrong(String key) {
    return new BodyException("the field " + key + " is absent or not what it should be");
  }
}
