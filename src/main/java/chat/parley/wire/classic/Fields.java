package chat.parley.wire.classic;

import chat.parley.wire.BodyException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/// An object's fields, each checked as it is taken.
record Fields(JsonObject object) {
  boolean has(String key) {
    return object.has(key);
  }

  /// A text that may be missing.
  Optional<String> optional(String key, int max) throws BodyException {
    return has(key) ? Optional.of(text(key, max)) : Optional.empty();
  }

  String text(String key, int max) throws BodyException {
    JsonElement value = object.get(key);
    if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw new BodyException("the body has no text \"" + key + "\"");
    }
    String text = value.getAsString();
    if (text.length() > max) {
      throw new BodyException("the body's \"" + key + "\" is too long");
    }
    return text;
  }

  String hex(String key, int max) throws BodyException {
    String text = text(key, max);
    if (text.length() % 2 != 0
        || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
      throw new BodyException("the body's \"" + key + "\" is not hexadecimal");
    }
    return text;
  }

  /// An object inside this one.
  Fields inner(String key) throws BodyException {
    if (object.get(key) instanceof JsonObject inner) {
      return new Fields(inner);
    }
    throw new BodyException("the body has no object \"" + key + "\"");
  }

  /// The same, once it is clear that the server says it.
  Fields fromServer() throws BodyException {
    if (!text("from", ClassicBody.MAX_NAME).equals(ClassicBody.SERVER)) {
      throw new BodyException("a member sent what only the server may");
    }
    return this;
  }
}
