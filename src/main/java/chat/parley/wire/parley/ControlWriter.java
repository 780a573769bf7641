package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Writes the fields of a control body as [ControlBody] takes them.
final class ControlWriter {
  private final JsonObject object = new JsonObject();

  ControlWriter text(String key, String value) {
    object.addProperty(key, value);
    return this;
  }

  ControlWriter number(String key, long value) {
    object.addProperty(key, value);
    return this;
  }

  ControlWriter flag(String key, boolean value) {
    object.addProperty(key, value);
    return this;
  }

  ControlWriter bytes(String key, Bytes value) {
    return text(key, Base64.getEncoder().encodeToString(value.toArray()));
  }

  ControlWriter body(String key, ControlWriter value) {
    object.add(key, value.object);
    return this;
  }

  ControlWriter bodies(String key, List<ControlWriter> values) {
    JsonArray array = new JsonArray(values.size());
    values.forEach(value -> array.add(value.object));
    object.add(key, array);
    return this;
  }

  ControlWriter names(String key, List<Name> values) {
    JsonArray array = new JsonArray(values.size());
    values.forEach(value -> array.add(value.value()));
    object.add(key, array);
    return this;
  }

  ControlWriter ids(String key, List<Long> values) {
    JsonArray array = new JsonArray(values.size());
    values.forEach(array::add);
    object.add(key, array);
    return this;
  }

  Frame frame(int type) {
    return new Frame(type, Bytes.of(object.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
