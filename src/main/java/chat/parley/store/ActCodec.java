package chat.parley.store;

import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import org.jspecify.annotations.Nullable;

/// How a row holds an [Act]. A number, once used, keeps its meaning.
final class ActCodec {
  private static final int NONE = 0;
  private static final int EDIT = 1;
  private static final int DELETION = 2;
  private static final int REACTION = 3;
  private static final int PROFILE = 4;

  private ActCodec() {}

  static RowWriter write(RowWriter out, @Nullable Act act) {
    return switch (act) {
      case null -> out.u8(NONE);
      case Act.Edit edit -> out.u8(EDIT).bytes(edit.target()).text(edit.text());
      case Act.Deletion deletion -> out.u8(DELETION).bytes(deletion.target());
      case Act.Reaction reaction ->
          write(out.u8(REACTION).bytes(reaction.target()), reaction.emoji());
      case Act.Profile(DisplayName name) -> out.u8(PROFILE).text(name == null ? "" : name.value());
    };
  }

  static @Nullable Act read(RowReader in) throws RowReader.Malformed {
    return switch (in.u8()) {
      case NONE -> null;
      case EDIT -> new Act.Edit(in.bytes(), in.text());
      case DELETION -> new Act.Deletion(in.bytes());
      case REACTION -> new Act.Reaction(in.bytes(), emoji(in));
      case PROFILE -> new Act.Profile(displayName(in));
      default -> throw new RowReader.Malformed();
    };
  }

  static RowWriter write(RowWriter out, @Nullable Emoji emoji) {
    return out.text(emoji == null ? "" : emoji.text());
  }

  static @Nullable Emoji emoji(RowReader in) throws RowReader.Malformed {
    String text = in.text();
    return text.isEmpty() ? null : new Emoji(text);
  }

  /// None where there is no text.
  static @Nullable DisplayName displayName(RowReader in) throws RowReader.Malformed {
    String text = in.text();
    return text.isEmpty() ? null : new DisplayName(text);
  }
}
