package chat.parley.wire.content;

import chat.parley.model.Bytes;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a letter is about, by its `kind`. None of them shows in its text form what a person wrote.
public sealed interface Body {
  /// Whether the receiver answers it with a receipt, and it lists what is pending.
  default boolean isAnswered() {
    return true;
  }

  /// `text`: something to read.
  ///
  /// @param replyTo the id of the content that it answers, of either side
  /// @param expiresAfter after this time it is to be removed on both sides, in whole seconds
  record Text(String text, @Nullable Bytes replyTo, @Nullable Duration expiresAfter)
      implements Body {
    /// The longest time that a text can be given, in seconds: a year.
    public static final long MAX_SECONDS = 31_536_000;

    /// @throws IllegalArgumentException if the time is not between a second and a year
    public Text {
      if (expiresAfter != null
          && (expiresAfter.toSeconds() < 1 || expiresAfter.toSeconds() > MAX_SECONDS)) {
        throw new IllegalArgumentException("a text expires after a second to a year");
      }
    }

    /// A text that answers nothing and stays.
    public static Text of(String text) {
      return new Text(text, null, null);
    }

    @Override
    public String toString() {
      return "Text";
    }
  }

  /// `edit`: another text in the place of one.
  ///
  /// @param target which content of the same author
  record Edit(Bytes target, String text) implements Body {
    @Override
    public String toString() {
      return "Edit";
    }
  }

  /// `delete`: a text is taken back.
  ///
  /// @param target which content of the same author
  record Delete(Bytes target) implements Body {
    @Override
    public String toString() {
      return "Delete";
    }
  }

  /// `reaction`: a sign beside a text of either side.
  ///
  /// @param target which content
  /// @param reaction one sign; null takes back what was there, and is written as an empty text
  record Reaction(Bytes target, @Nullable Emoji reaction) implements Body {
    @Override
    public String toString() {
      return "Reaction";
    }
  }

  /// `profile`: how its author likes to be called, always shown beside the account's name.
  ///
  /// @param name null for none, which is written as an empty text
  record Profile(@Nullable DisplayName name) implements Body {
    @Override
    public String toString() {
      return "Profile";
    }
  }

  /// `receipt`: contents of the other side came, or were read.
  ///
  /// @param state which of the two
  /// @param ids the contents' ids
  record Receipt(State state, List<Bytes> ids) implements Body {
    /// How many ids one receipt names at most.
    public static final int MAX_IDS = 1_000;

    /// How far contents have come.
    public enum State {
      DELIVERED,
      READ
    }

    /// @throws IllegalArgumentException if there are too many
    public Receipt {
      ids = List.copyOf(ids);
      if (ids.size() > MAX_IDS) {
        throw new IllegalArgumentException("a receipt names at most 1000 contents");
      }
    }

    @Override
    public boolean isAnswered() {
      return false;
    }

    @Override
    public String toString() {
      return "Receipt[" + state + ", " + ids.size() + "]";
    }
  }

  /// `typing`: its author is writing at this moment.
  record Typing() implements Body {
    @Override
    public boolean isAnswered() {
      return false;
    }
  }

  /// `resend`: its author lacks something, and asks for all that has no receipt.
  record Resend() implements Body {
    @Override
    public boolean isAnswered() {
      return false;
    }
  }

  /// A kind that this program does not know, or cannot deal with yet.
  ///
  /// @param isAnswered whether it lists what is pending, even if that is nothing: such a kind gets a receipt
  record Unknown(String kind, boolean isAnswered) implements Body {
    /// The kind came from the other side, too.
    @Override
    public String toString() {
      return "Unknown";
    }
  }
}
