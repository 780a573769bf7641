package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import org.jspecify.annotations.Nullable;

/// A content that is nothing to read of its own: it changes what is there already.
public sealed interface Act {
  /// The id of the content that it is about; null if it is about none.
  @Nullable Bytes target();

  /// Whether it decides what a text says.
  default boolean isRewriting() {
    return this instanceof Edit || this instanceof Deletion;
  }

  /// Other words in the place of a text's.
  record Edit(Bytes target, String text) implements Act {
    @Override
    public String toString() {
      return "Edit";
    }
  }

  /// A text is taken back.
  record Deletion(Bytes target) implements Act {
    @Override
    public String toString() {
      return "Deletion";
    }
  }

  /// A sign beside a text.
  ///
  /// @param emoji null takes back what was there
  record Reaction(Bytes target, @Nullable Emoji emoji) implements Act {
    @Override
    public String toString() {
      return "Reaction";
    }
  }

  /// How its author likes to be called.
  ///
  /// @param name null for no way in particular
  record Profile(@Nullable DisplayName name) implements Act {
    @Override
    public @Nullable Bytes target() {
      return null;
    }

    @Override
    public String toString() {
      return "Profile";
    }
  }
}
