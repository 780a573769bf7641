package chat.parley.session.ratchet;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.RsaPrivate;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A short conversation under seeded randomness, written down byte by byte: what another implementation is
/// checked against, and what no change of ours may alter.
final class FrozenVectors {
  static final Path FILE =
      Path.of("src/test/resources/chat/parley/session/ratchet/parley1-session.json");

  private static final HexFormat HEX = HexFormat.of();

  private final JsonObject json = new JsonObject();
  private final JsonArray messages = new JsonArray();

  private FrozenVectors() {}

  /// Writes the file anew. Only for a new version of the protocol.
  public static void main(String[] arguments) throws Exception {
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, generate());
  }

  static String generate() throws Exception {
    return new FrozenVectors().conversation();
  }

  private String conversation() throws Exception {
    Person alice = new Person(Person.ALICE, Person.BOB, 20261122);
    Person bob = new Person(Person.BOB, Person.ALICE, 20261123);
    json.addProperty(
        "description", "Parley 1 sessions: bytes in hexadecimal, times in milliseconds");
    json.add("alice", person(alice.identity));
    json.add("bob", person(bob.identity));
    json.addProperty("now", Person.NOON.toEpochMilli());

    PrekeyPrivate prekey = bob.publish(true, Person.NOON);
    byte[] signature = prekey.prekey().sign(bob.identity, bob.random);
    alice.sessions =
        alice.sessions.initiate(prekey.prekey(), Bytes.of(signature), alice.random, Person.NOON);
    Bytes first = said(alice, "first");
    json.add("prekey", prekey(prekey, signature));
    json.add("session", session(Payload.decode(first), prekey));
    said(alice, "");
    Bytes third = said(alice, "überholt: wird als erste zugestellt");
    bob.hear(third, Person.NOON);
    Bytes answer = said(bob, "x".repeat(1000));
    said(bob, "lost");
    alice.hear(answer, Person.NOON);
    Bytes turned = said(alice, "on a new chain");
    bob.hear(turned, Person.NOON);
    bob.hear(first, Person.NOON);
    alice.hear(said(bob, "the end"), Person.NOON);

    json.add("messages", messages);
    json.addProperty("aliceState", hex(alice.state()));
    json.addProperty("bobState", hex(bob.state()));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }

  private Bytes said(Person from, String text) throws Exception {
    Bytes payload = from.say(text, Person.NOON);
    JsonObject message = new JsonObject();
    message.addProperty("from", from.identity.name().value());
    message.addProperty("content", text);
    message.addProperty("payload", hex(payload));
    messages.add(message);
    return payload;
  }

  private static JsonObject person(Identity identity) {
    JsonObject person = new JsonObject();
    person.addProperty("name", identity.name().value());
    person.addProperty("privateKey", HEX.formatHex(identity.key().pkcs8()));
    person.addProperty("fingerprint", identity.fingerprint().hex());
    return person;
  }

  private static JsonObject prekey(PrekeyPrivate prekey, byte[] signature) {
    JsonObject json = new JsonObject();
    json.addProperty("public", HEX.formatHex(prekey.prekey().encode()));
    json.addProperty("stored", hex(prekey.encode()));
    json.addProperty("signature", HEX.formatHex(signature));
    return json;
  }

  /// The values between, so that another implementation sees where it goes astray.
  private static JsonObject session(Payload first, PrekeyPrivate prekey) throws Exception {
    Opening opening = first.opening().orElseThrow();
    Transcript transcript =
        Transcript.of(
            Party.of(Person.ALICE),
            Party.of(Person.BOB),
            prekey.prekey(),
            opening.ephemeral(),
            opening.encapsulated());
    byte[] agreement = prekey.x25519().agree(opening.ephemeral());
    byte[] secret = prekey.decapsulate(opening.encapsulated());
    JsonObject json = new JsonObject();
    json.addProperty("id", hex(first.session().bytes()));
    json.addProperty("transcript", hex(transcript.digest()));
    json.addProperty("agreement", HEX.formatHex(agreement));
    json.addProperty("encapsulated", HEX.formatHex(secret));
    json.addProperty("root", hex(transcript.root(agreement, secret).key()));
    return json;
  }

  static String hex(Bytes bytes) {
    return HEX.formatHex(bytes.toArray());
  }

  static Bytes bytes(JsonObject from, String field) {
    return Bytes.of(HEX.parseHex(from.get(field).getAsString()));
  }

  static Identity identity(JsonObject from) throws KeyRejected {
    return new Identity(
        new Name(from.get("name").getAsString()),
        RsaPrivate.fromPkcs8(bytes(from, "privateKey").toArray()));
  }
}
