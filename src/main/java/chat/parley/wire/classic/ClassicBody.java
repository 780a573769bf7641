package chat.parley.wire.classic;

import chat.parley.wire.BodyException;
import chat.parley.wire.StrictJson;
import java.util.Optional;

/// Every body of the classic protocol that is JSON. (`NICK`, the nickname and `!quit` go bare.)
///
/// Names are kept as they came, see [Nickname]. Keys, signatures and ciphertexts stay the hexadecimal
/// text that the signatures are over; here it is checked that they are hexadecimal and of bounded
/// length, not what they mean.
public sealed interface ClassicBody {
  /// What the server says first, and again if a nickname is taken.
  String NICK = "NICK";

  /// What a member sends to leave.
  String QUIT = "!quit";

  /// The text of the [Greeting].
  String CONNECTED = "Connected to the server!";

  /// The sender of what the server says itself.
  String SERVER = "server";

  /// The addressee of what is for every member.
  String ALL = "all";

  /// The longest name in a body, in characters.
  int MAX_NAME = 128;

  /// The longest announced key, in characters: 8192 bits as PEM take 1,500.
  int MAX_PEM = 4096;

  /// The longest RSA block, in hexadecimal digits: 8192 bits.
  int MAX_RSA_HEX = 2048;

  /// The longest IV or HMAC, in hexadecimal digits.
  int MAX_SHORT_HEX = 64;

  /// The body as `json.dumps` writes it, in ASCII.
  String json();

  /// The server's answer to a nickname that is free.
  ///
  /// @param to the new member
  /// @param text `Connected to the server!`
  record Greeting(String to, String text) implements ClassicBody {
    @Override
    public String json() {
      return new ClassicJson().put("to", to).put("from", SERVER).put("message", text).text();
    }
  }

  /// A member's key for this connection, signed by its identity key.
  ///
  /// @param from the member
  /// @param keyPem RSA key as SubjectPublicKeyInfo PEM without a last line break
  /// @param signatureHex signature over the UTF-8 of `keyPem`
  record Announcement(String from, String keyPem, String signatureHex) implements ClassicBody {
    /// Reads an announcement, as it comes to the server and inside [AddKey].
    ///
    /// @throws BodyException if it is anything else
    public static Announcement parse(String json) throws BodyException {
      if (ClassicBody.parse(json) instanceof Announcement announcement) {
        return announcement;
      }
      throw new BodyException("the body is not the announcement of a key");
    }

    @Override
    public String json() {
      return new ClassicJson()
          .put("to", SERVER)
          .put("from", from)
          .put("key", keyPem)
          .put("signature", signatureHex)
          .text();
    }
  }

  /// The server passes a newcomer's announcement to everybody, the newcomer included.
  ///
  /// @param nickname the newcomer
  /// @param announcementJson its announcement, as it sent it
  record AddKey(String nickname, String announcementJson) implements ClassicBody {
    /// The announcement itself. Whether it is of `nickname` is for the caller to check.
    ///
    /// @throws BodyException if it is not one
    public Announcement announcement() throws BodyException {
      return Announcement.parse(announcementJson);
    }

    @Override
    public String json() {
      return new ClassicJson()
          .put("to", ALL)
          .put("from", SERVER)
          .put(
              "message",
              new ClassicJson().put("nickname", nickname).put("message", announcementJson))
          .put("type", "addKey")
          .text();
    }
  }

  /// A member has left.
  record DelKey(String nickname) implements ClassicBody {
    @Override
    public String json() {
      return new ClassicJson()
          .put("to", ALL)
          .put("from", SERVER)
          .put("message", new ClassicJson().put("nickname", nickname).put("key", ""))
          .put("type", "delKey")
          .text();
    }
  }

  /// The keys for a pair of members, encrypted to the announced key.
  ///
  /// @param keyHex the encrypted keys
  /// @param signatureHex signature over the ASCII of `keyHex`
  record SessionKey(String keyHex, String signatureHex, String from, String to)
      implements ClassicBody {
    @Override
    public String json() {
      return new ClassicJson()
          .put("type", "skey")
          .put("key", keyHex)
          .put("signature", signatureHex)
          .put("from", from)
          .put("to", to)
          .text();
    }
  }

  /// What one member writes to another.
  ///
  /// @param messageHex the ciphertext
  /// @param signatureHex HMAC-SHA256 over the ASCII of `messageHex`
  /// @param ivHex 16 bytes
  record EncryptedMessage(
      String to, String from, String messageHex, String signatureHex, String ivHex)
      implements ClassicBody {
    @Override
    public String json() {
      return new ClassicJson()
          .put("to", to)
          .put("from", from)
          .put("message", messageHex)
          .put("signature", signatureHex)
          .put("type", "message")
          .put("iv", ivHex)
          .text();
    }
  }

  /// A line that the server writes, in clear.
  record ServerMessage(String to, String text) implements ClassicBody {
    @Override
    public String json() {
      return new ClassicJson()
          .put("to", to)
          .put("from", SERVER)
          .put("message", text)
          .put("type", "message")
          .text();
    }
  }

  /// A body of a type that this version does not know; never sent.
  ///
  /// @param from who sent it, if it says so
  /// @param type the type's name, at most [#MAX_NAME] characters, otherwise unchecked
  record Unknown(Optional<String> from, String type) implements ClassicBody {
    @Override
    public String json() {
      throw new IllegalStateException("an unknown body is only ever received");
    }
  }

  /// Reads a body that is JSON.
  ///
  /// @throws BodyException if it is not JSON as [StrictJson] has it, or a field that its type needs
  ///     is missing, no text, too long or not hexadecimal
  static ClassicBody parse(String json) throws BodyException {
    Fields fields = new Fields(StrictJson.object(json));
    Optional<String> type = fields.optional("type", MAX_NAME);
    if (type.isEmpty()) {
      return fields.has("key") ? announcement(fields) : greeting(fields);
    }
    return switch (type.get()) {
      case "message" -> message(fields);
      case "skey" ->
          new SessionKey(
              fields.hex("key", MAX_RSA_HEX),
              fields.hex("signature", MAX_RSA_HEX),
              fields.text("from", MAX_NAME),
              fields.text("to", MAX_NAME));
      case "addKey" -> {
        Fields member = fields.fromServer().inner("message");
        yield new AddKey(
            member.text("nickname", MAX_NAME), member.text("message", ClassicFrame.MAX_BODY));
      }
      case "delKey" -> new DelKey(fields.fromServer().inner("message").text("nickname", MAX_NAME));
      default -> new Unknown(fields.optional("from", MAX_NAME), type.get());
    };
  }

  private static ClassicBody message(Fields fields) throws BodyException {
    String to = fields.text("to", MAX_NAME);
    String from = fields.text("from", MAX_NAME);
    if (from.equals(SERVER)) {
      return new ServerMessage(to, fields.text("message", ClassicFrame.MAX_BODY));
    }
    return new EncryptedMessage(
        to,
        from,
        fields.hex("message", ClassicFrame.MAX_BODY),
        fields.hex("signature", MAX_SHORT_HEX),
        fields.hex("iv", MAX_SHORT_HEX));
  }

  private static Announcement announcement(Fields fields) throws BodyException {
    if (!fields.text("to", MAX_NAME).equals(SERVER)) {
      throw new BodyException("an announcement goes to the server");
    }
    return new Announcement(
        fields.text("from", MAX_NAME),
        fields.text("key", MAX_PEM),
        fields.hex("signature", MAX_RSA_HEX));
  }

  private static Greeting greeting(Fields fields) throws BodyException {
    Fields server = fields.fromServer();
    return new Greeting(server.text("to", MAX_NAME), server.text("message", ClassicFrame.MAX_BODY));
  }
}
