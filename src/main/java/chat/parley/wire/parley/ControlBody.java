package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
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

/// Takes the fields of a control body, which is one JSON object. A field that is absent or of another kind
/// is refused; a field that nobody asks for is ignored.
final class ControlBody {
  private static final long MAX_U32 = 0xffff_ffffL;

  private final JsonObject object;

  private ControlBody(JsonObject object) {
    this.object = object;
  }

  static ControlBody of(Bytes body) throws BodyException {
    try {
      return new ControlBody(
          StrictJson.object(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(body.toArray()))
                  .toString()));
    } catch (CharacterCodingException damaged) {
      throw new BodyException("the body is not UTF-8", damaged);
    }
  }

  boolean has(String key) {
    return object.has(key);
  }

  String text(String key, int longest) throws BodyException {
    JsonPrimitive value = primitive(object.get(key), key);
    if (!value.isString() || value.getAsString().length() > longest) {
      throw wrong(key);
    }
    return value.getAsString();
  }

  /// A text that is only shown: cut rather than refused.
  String shown(String key) throws BodyException {
    String text = text(key, FrameLimits.FRAME);
    return text.length() > FrameLimits.REASON ? text.substring(0, FrameLimits.REASON) : text;
  }

  /// A number from 0 to 2⁵³.
  long number(String key) throws BodyException {
    return number(object.get(key), key);
  }

  boolean flag(String key) throws BodyException {
    JsonPrimitive value = primitive(object.get(key), key);
    if (!value.isBoolean()) {
      throw wrong(key);
    }
    return value.getAsBoolean();
  }

  Name name(String key) throws BodyException {
    return name(text(key, Name.MAX_LENGTH), key);
  }

  /// Whether a text is there that is a name.
  boolean isName(String key) throws BodyException {
    try {
      return !new Name(text(key, FrameLimits.FRAME)).value().isEmpty();
    } catch (NameNotAllowed refused) {
      return false;
    }
  }

  /// Base64 of exactly so many bytes.
  Bytes bytes(String key, int length) throws BodyException {
    Bytes value = bytesUpTo(key, length);
    if (value.length() != length) {
      throw wrong(key);
    }
    return value;
  }

  /// Base64 of 1 to so many bytes.
  Bytes bytesUpTo(String key, int longest) throws BodyException {
    String text = text(key, (longest + 2) / 3 * 4);
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      boolean canonical = Base64.getEncoder().encodeToString(decoded).equals(text);
      if (decoded.length == 0 || decoded.length > longest || !canonical) {
        throw wrong(key);
      }
      return Bytes.of(decoded);
    } catch (IllegalArgumentException notBase64) {
      throw wrong(key);
    }
  }

  ControlBody body(String key) throws BodyException {
    return body(object.get(key), key);
  }

  List<ControlBody> bodies(String key, int most) throws BodyException {
    List<ControlBody> list = new ArrayList<>();
    for (JsonElement element : array(key, most)) {
      list.add(body(element, key));
    }
    return list;
  }

  List<Name> names(String key, int most) throws BodyException {
    List<Name> list = new ArrayList<>();
    for (JsonElement element : array(key, most)) {
      JsonPrimitive value = primitive(element, key);
      if (!value.isString()) {
        throw wrong(key);
      }
      list.add(name(value.getAsString(), key));
    }
    return list;
  }

  /// Unsigned numbers of 32 bits.
  List<Long> ids(String key, int most) throws BodyException {
    List<Long> list = new ArrayList<>();
    for (JsonElement element : array(key, most)) {
      long id = number(element, key);
      if (id > MAX_U32) {
        throw wrong(key);
      }
      list.add(id);
    }
    return list;
  }

  private JsonArray array(String key, int most) throws BodyException {
    if (!(object.get(key) instanceof JsonArray array) || array.size() > most) {
      throw wrong(key);
    }
    return array;
  }

  private static Name name(String text, String key) throws BodyException {
    try {
      return new Name(text);
    } catch (NameNotAllowed refused) {
      throw wrong(key);
    }
  }

  private static long number(JsonElement element, String key) throws BodyException {
    JsonPrimitive value = primitive(element, key);
    if (!value.isNumber() || value.getAsLong() < 0) {
      throw wrong(key);
    }
    return value.getAsLong();
  }

  private static ControlBody body(JsonElement element, String key) throws BodyException {
    if (!(element instanceof JsonObject value)) {
      throw wrong(key);
    }
    return new ControlBody(value);
  }

  private static JsonPrimitive primitive(JsonElement element, String key) throws BodyException {
    if (!(element instanceof JsonPrimitive value)) {
      throw wrong(key);
    }
    return value;
  }

  private static BodyException wrong(String key) {
    return new BodyException("the field " + key + " is absent or not what it should be");
  }
}
