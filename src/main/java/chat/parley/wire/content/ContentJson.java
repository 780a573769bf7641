package chat.parley.wire.content;

import chat.parley.model.Bytes;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.wire.BodyException;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of a content: one object `{id, kind, sentAt, pending, …}`, dates in milliseconds since 1970, ids in
/// Base64.
final class ContentJson {
  /// 9999-12-31T23:59:59.999Z: later dates are nobody's.
  private static final long MAX_DATE = 253_402_300_799_999L;

  private ContentJson() {}

  static void requireDate(Instant date) {
    long millis = date.toEpochMilli();
    if (millis < 0 || millis > MAX_DATE || !Instant.ofEpochMilli(millis).equals(date)) {
      throw new IllegalArgumentException("a content is dated in whole milliseconds, up to 9999");
    }
  }

  static Bytes encode(Content.Letter letter) {
    JsonObject json = new JsonObject();
    json.addProperty("id", base64(letter.id()));
    json.addProperty("kind", kind(letter.body()));
    json.addProperty("sentAt", letter.sentAt().toEpochMilli());
    if (letter.body().isAnswered()) {
      json.add("pending", base64(letter.pending()));
    }
    write(json, letter.body());
    return Bytes.of(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String kind(Body body) {
    return switch (body) {
      case Body.Text text -> "text";
      case Body.Edit edit -> "edit";
      case Body.Delete delete -> "delete";
      case Body.Reaction reaction -> "reaction";
      case Body.Profile profile -> "profile";
      case Body.Receipt receipt -> "receipt";
      case Body.Typing() -> "typing";
      case Body.Resend() -> "resend";
      case Body.Unknown unknown -> unknown.kind();
    };
  }

  private static void write(JsonObject json, Body body) {
    switch (body) {
      case Body.Text text -> write(json, text);
      case Body.Edit edit -> {
        json.addProperty("target", base64(edit.target()));
        json.addProperty("text", edit.text());
      }
      case Body.Delete delete -> json.addProperty("target", base64(delete.target()));
      case Body.Reaction reaction -> {
        json.addProperty("target", base64(reaction.target()));
        Emoji emoji = reaction.reaction();
        json.addProperty("reaction", emoji == null ? "" : emoji.text());
      }
      case Body.Profile profile -> {
        DisplayName name = profile.name();
        json.addProperty("name", name == null ? "" : name.value());
      }
      case Body.Receipt receipt -> {
        json.addProperty("state", receipt.state().name().toLowerCase(Locale.ROOT));
        json.add("ids", base64(receipt.ids()));
      }
      case Body.Typing(), Body.Resend(), Body.Unknown _ -> {}
    }
  }

  private static void write(JsonObject json, Body.Text text) {
    json.addProperty("text", text.text());
    Bytes replyTo = text.replyTo();
    if (replyTo != null) {
      json.addProperty("replyTo", base64(replyTo));
    }
    Duration expiresAfter = text.expiresAfter();
    if (expiresAfter != null) {
      json.addProperty("expiresAfter", expiresAfter.toSeconds());
    }
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private static JsonArray base64(List<Bytes> ids) {
    JsonArray array = new JsonArray(ids.size());
    ids.forEach(id -> array.add(base64(id)));
    return array;
  }

  static Content decode(Bytes json) {
    ContentFields fields;
    Bytes id = null;
    try {
      fields = ContentFields.of(json);
      id = fields.id("id");
      Instant sentAt = Instant.ofEpochMilli(fields.number("sentAt", 0, MAX_DATE));
      List<Bytes> pending =
          fields.has("pending") ? fields.ids("pending", Content.MAX_PENDING) : List.of();
      return new Content.Letter(id, sentAt, pending, body(fields));
    } catch (BodyException damaged) {
      return new Content.Damaged(id);
    }
  }

  private static Body body(ContentFields fields) throws BodyException {
    String kind = fields.text("kind", Integer.MAX_VALUE);
    return switch (kind) {
      case "text" -> text(fields);
      case "edit" -> edit(fields);
      case "delete" -> new Body.Delete(fields.id("target"));
      case "reaction" ->
          new Body.Reaction(fields.id("target"), fields.value("reaction", Emoji::of));
      case "profile" -> new Body.Profile(fields.value("name", DisplayName::of));
      case "receipt" ->
          new Body.Receipt(
              state(fields.text("state", Integer.MAX_VALUE)),
              fields.ids("ids", Body.Receipt.MAX_IDS));
      case "typing" -> new Body.Typing();
      case "resend" -> new Body.Resend();
      default -> new Body.Unknown(kind, fields.has("pending"));
    };
  }

  /// Whoever wants nothing to be left deletes.
  private static Body.Edit edit(ContentFields fields) throws BodyException {
    String text = fields.text("text", Integer.MAX_VALUE);
    if (text.isBlank()) {
      throw new BodyException("an edit without words");
    }
    return new Body.Edit(fields.id("target"), text);
  }

  private static Body.Text text(ContentFields fields) throws BodyException {
    @Nullable Bytes replyTo = fields.has("replyTo") ? fields.id("replyTo") : null;
    @Nullable Duration expiresAfter =
        fields.has("expiresAfter")
            ? Duration.ofSeconds(fields.number("expiresAfter", 1, Body.Text.MAX_SECONDS))
            : null;
    return new Body.Text(fields.text("text", Integer.MAX_VALUE), replyTo, expiresAfter);
  }

  private static Body.Receipt.State state(String state) throws BodyException {
    return switch (state) {
      case "delivered" -> Body.Receipt.State.DELIVERED;
      case "read" -> Body.Receipt.State.READ;
      default -> throw new BodyException("a receipt of another kind");
    };
  }
}
