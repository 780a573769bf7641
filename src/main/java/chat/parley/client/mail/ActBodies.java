package chat.parley.client.mail;

import chat.parley.store.Act;
import chat.parley.wire.content.Body;
import java.util.Optional;

/// What a content does, as it is kept and as it travels.
final class ActBodies {
  private ActBodies() {}

  /// What a content does; nothing for those of other kinds.
  static Optional<Act> act(Body body) {
    return switch (body) {
      case Body.Edit(var target, var text) -> Optional.of(new Act.Edit(target, text));
      case Body.Delete(var target) -> Optional.of(new Act.Deletion(target));
      case Body.Reaction(var target, var emoji) -> Optional.of(new Act.Reaction(target, emoji));
      case Body.Profile(var name) -> Optional.of(new Act.Profile(name));
      case Body.Text _, Body.Receipt _, Body.Typing _, Body.Resend _, Body.Unknown _ ->
          Optional.empty();
    };
  }

  static Body body(Act act) {
    return switch (act) {
      case Act.Edit(var target, var text) -> new Body.Edit(target, text);
      case Act.Deletion(var target) -> new Body.Delete(target);
      case Act.Reaction(var target, var emoji) -> new Body.Reaction(target, emoji);
      case Act.Profile(var name) -> new Body.Profile(name);
    };
  }
}
