package chat.parley.wire.classic;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The recorded session of the original terminal client with the original server.
public final class RecordedSession {
  private static final JsonObject RECORDING = load();

  private RecordedSession() {}

  public static List<String> fromClient() {
    return texts("alice_to_server_frames");
  }

  public static List<String> fromServer() {
    return texts("server_to_alice_frames");
  }

  public static byte[] clientStream() {
    return bytes("alice_to_server_stream_hex");
  }

  public static byte[] serverStream() {
    return bytes("server_to_alice_stream_hex");
  }

  private static List<String> texts(String key) {
    return RECORDING.getAsJsonArray(key).asList().stream().map(e -> e.getAsString()).toList();
  }

  private static byte[] bytes(String key) {
    return HexFormat.of().parseHex(RECORDING.get(key).getAsString());
  }

  private static JsonObject load() {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedSession.class.getResourceAsStream("/classic-session.json"))) {
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
