package chat.parley.session.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.crypto.PrivateKeyPem;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.crypto.RsaPrivate;
import chat.parley.crypto.RsaPublic;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A recorded session of the original terminal client: what it wrote opens here, and what is written here
/// under the same keys and IV is what it wrote.
class ClassicVectorTest {
  private static final HexFormat HEX = HexFormat.of();

  private static JsonObject recording;
  private static RsaPublic alice;
  private static RsaPublic bob;
  private static ConnectionKey aliceConnection;

  @BeforeAll
  static void read() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            ClassicVectorTest.class.getResourceAsStream("/classic-session.json"))) {
      recording =
          JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .getAsJsonObject();
    }
    alice = publicKey("alice");
    bob = publicKey("bob");
    aliceConnection =
        new ConnectionKey(privateKey(recording.get("alice_ephemeral_private_pem").getAsString()));
  }

  @Test
  void the_announcement_is_alice_s_and_is_the_pem_that_we_write() throws Exception {
    JsonObject frame = frame(recording.getAsJsonArray("alice_to_server_frames").get(1));
    SignedText announcement = signed(frame);

    announcement.requireSignedBy(alice);
    assertThrows(SignatureWrong.class, () -> announcement.requireSignedBy(bob));
    RsaPublic announced =
        PublicKeyPem.read(announcement.text().getBytes(StandardCharsets.US_ASCII));
    assertEquals(announcement.text(), PublicKeyPem.write(announced));
  }

  @Test
  void bob_s_session_key_opens() throws Exception {
    JsonObject chosen = recording.getAsJsonObject("session_keys_bob_chose_for_alice");

    PairKeys keys = aliceConnection.open(signed(frame(chosen.get("skey_frame"))), bob);

    assertEquals(chosen.get("aes_key_hex").getAsString(), HEX.formatHex(keys.aes()));
    assertEquals(chosen.get("hmac_key_hex").getAsString(), HEX.formatHex(keys.hmac()));
  }

  @Test
  void alice_s_own_session_key_opens() throws Exception {
    JsonObject frame = frame(recording.getAsJsonArray("server_to_alice_frames").get(5));

    assertEquals("alice", frame.get("from").getAsString());
    aliceConnection.open(signed(frame), alice);
  }

  @Test
  void the_messages_open_and_are_written_again_to_the_byte() throws Exception {
    JsonArray messages = recording.getAsJsonArray("messages_alice_to_bob");
    ClassicSession atBob = new ClassicSession(keys(), "bob", "alice", new SecureRandom());
    ClassicSession atAlice = new ClassicSession(keys(), "alice", "bob", new SecureRandom());
    for (JsonElement element : messages) {
      JsonObject message = element.getAsJsonObject();
      JsonObject frame = frame(message.get("frame"));
      SealedText sealed =
          new SealedText(
              frame.get("message").getAsString(),
              frame.get("signature").getAsString(),
              frame.get("iv").getAsString());
      String text = message.get("text").getAsString();

      assertEquals(text, atBob.decrypt(sealed));
      assertEquals(sealed, atAlice.encrypt(text, HEX.parseHex(sealed.ivHex())));
      assertEquals(sealed.messageHex().length(), ClassicSession.sealedLength(text, "alice"));
      assertEquals(
          message.get("plaintext_json").getAsString(),
          new String(new TextPair(text, "alice").json(), StandardCharsets.US_ASCII));
    }
  }

  private static PairKeys keys() throws Exception {
    JsonObject chosen = recording.getAsJsonObject("session_keys_bob_chose_for_alice");
    return aliceConnection.open(signed(frame(chosen.get("skey_frame"))), bob);
  }

  private static SignedText signed(JsonObject frame) {
    return new SignedText(frame.get("key").getAsString(), frame.get("signature").getAsString());
  }

  private static JsonObject frame(JsonElement text) {
    return JsonParser.parseString(text.getAsString()).getAsJsonObject();
  }

  private static RsaPublic publicKey(String name) throws Exception {
    return PublicKeyPem.read(
        recording
            .getAsJsonObject("identities")
            .getAsJsonObject(name)
            .get("public_pem")
            .getAsString()
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static RsaPrivate privateKey(String pem) throws Exception {
    return PrivateKeyPem.read(pem.getBytes(StandardCharsets.US_ASCII)).unlock(new char[0]);
  }
}
