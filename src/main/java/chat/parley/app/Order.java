package chat.parley.app;

import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.wire.BodyException;
import chat.parley.wire.StrictJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a line of input asks for: `src/site/markdown/terminal.md` says what is in it.
sealed interface Order {
  /// Said of a line that is of no form that is known.
  String FORMS =
      "A line has \"to\" and \"text\", which is not blank; \"edit\" and \"text\"; \"delete\";"
          + " \"react\" and \"with\", one sign or nothing; \"accept\"; \"to\" and \"disappear\"; or"
          + " \"name\".";

  /// @param replyTo the message that it answers; null for none
  record Send(Name to, String text, String ref, @Nullable MessageId replyTo) implements Order {
    /// What was written is private.
    @Override
    public String toString() {
      return "Send[" + to + "]";
    }
  }

  record Accept(Name contact) implements Order {}

  record Edit(MessageId message, String text) implements Order {
    /// What was written is private.
    @Override
    public String toString() {
      return "Edit[" + message + "]";
    }
  }

  record Delete(MessageId message) implements Order {}

  /// @param emoji null takes it back
  record React(MessageId message, @Nullable Emoji emoji) implements Order {}

  record Disappear(Name contact, Lifetime lifetime) implements Order {}

  /// @param name null for no way in particular
  record CallMe(@Nullable DisplayName name) implements Order {}

  /// Reads a line.
  ///
  /// @return nothing if it is of no form that is known
  /// @throws BodyException if it is no JSON object
  static Optional<Order> read(String line) throws BodyException {
    Map<String, String> fields = StrictJson.texts(line, Fields.ALL);
    Fields given = new Fields(fields);
    if (given.are(Set.of("to", "text"), Set.of("ref", "replyTo"))) {
      return given.text().flatMap(given::send);
    }
    if (given.are(Set.of("edit", "text"), Set.of())) {
      return given.text().flatMap(text -> given.id("edit").map(id -> new Edit(id, text)));
    }
    if (given.are(Set.of("delete"), Set.of())) {
      return given.id("delete").map(Delete::new);
    }
    if (given.are(Set.of("react", "with"), Set.of())) {
      return given.react();
    }
    if (given.are(Set.of("accept"), Set.of())) {
      return Optional.of(new Accept(new Name(given.get("accept"))));
    }
    if (given.are(Set.of("to", "disappear"), Set.of())) {
      return given.disappear();
    }
    return given.are(Set.of("name"), Set.of()) ? given.callMe() : Optional.empty();
  }

  /// The texts of a line.
  record Fields(Map<String, String> fields) {
    /// What was written is private.
    @Override
    public String toString() {
      return "Fields" + fields.keySet();
    }

    static final Set<String> ALL =
        Set.of(
            "to",
            "text",
            "ref",
            "accept",
            "replyTo",
            "edit",
            "delete",
            "react",
            "with",
            "disappear",
            "name");

    /// Whether just these are there.
    boolean are(Set<String> needed, Set<String> allowed) {
      return fields.keySet().containsAll(needed)
          && fields.keySet().stream()
              .allMatch(each -> needed.contains(each) || allowed.contains(each));
    }

    String get(String field) {
      return fields.getOrDefault(field, "");
    }

    Optional<String> text() {
      return Optional.of(get("text")).filter(text -> !text.isBlank());
    }

    Optional<MessageId> id(String field) {
      String hex = get(field);
      return hex.matches("[0-9a-f]{32}") ? Optional.of(new MessageId(hex)) : Optional.empty();
    }

    private Optional<Order> send(String text) {
      Optional<MessageId> replyTo = id("replyTo");
      boolean isGood = replyTo.isPresent() == fields.containsKey("replyTo");
      return isGood
          ? Optional.of(new Send(new Name(get("to")), text, get("ref"), replyTo.orElse(null)))
          : Optional.empty();
    }

    private Optional<Order> react() {
      Optional<Emoji> emoji = Emoji.of(get("with"));
      boolean isGood = emoji.isPresent() || get("with").isEmpty();
      return isGood ? id("react").map(id -> new React(id, emoji.orElse(null))) : Optional.empty();
    }

    private Optional<Order> disappear() {
      Name to = new Name(get("to"));
      return switch (get("disappear")) {
        case "never" -> Optional.of(new Disappear(to, Lifetime.UNLIMITED));
        case "hour" -> Optional.of(new Disappear(to, Lifetime.HOUR));
        case "day" -> Optional.of(new Disappear(to, Lifetime.DAY));
        case "week" -> Optional.of(new Disappear(to, Lifetime.WEEK));
        default -> Optional.empty();
      };
    }

    private Optional<Order> callMe() {
      Optional<DisplayName> name = DisplayName.of(get("name"));
      boolean isGood = name.isPresent() || get("name").isEmpty();
      return isGood ? Optional.of(new CallMe(name.orElse(null))) : Optional.empty();
    }
  }
}
