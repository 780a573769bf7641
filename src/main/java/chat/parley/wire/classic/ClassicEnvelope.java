package chat.parley.wire.classic;

import chat.parley.wire.BodyException;
import chat.parley.wire.StrictJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a server looks at to pass a body on: who it is for, who says to have sent it, and its type.
/// Nothing else of the body is read.
///
/// @param to the addressee, unchecked
/// @param from the sender, as the body says
/// @param type the type, as the body says
public record ClassicEnvelope(Optional<String> to, Optional<String> from, Optional<String> type) {
  private static final Set<String> KEYS = Set.of("to", "from", "type");
  private static final Set<String> TYPES_OF_THE_SERVER = Set.of("addKey", "delKey");

  /// @throws BodyException if the body is no JSON object, or one of the three is there twice or no
  ///     text
  public static ClassicEnvelope parse(String json) throws BodyException {
    Map<String, String> texts = StrictJson.texts(json, KEYS);
    return new ClassicEnvelope(
        Optional.ofNullable(texts.get("to")),
        Optional.ofNullable(texts.get("from")),
        Optional.ofNullable(texts.get("type")));
  }

  /// Whether only a server may send it: clients believe such a body without looking at its sender.
  public boolean isOfTheServer() {
    return type.filter(TYPES_OF_THE_SERVER::contains).isPresent();
  }
}
