package chat.parley.wire.content;

import chat.parley.model.Bytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an opened payload holds. Whatever a contact wrote is one of these: reading never fails.
public sealed interface Content {
  /// The length of an id in bytes.
  int ID_BYTES = 16;

  /// How many ids [Letter#pending] lists at most.
  int MAX_PENDING = 8;

  /// Reads what came out of a payload.
  static Content decode(Bytes json) {
    return ContentJson.decode(json);
  }

  /// One content that has an id and a date, of a kind that may be known or not.
  ///
  /// @param id 16 random bytes, made by its author
  /// @param sentAt when its author wrote it, in whole milliseconds; rises strictly from letter to letter
  /// @param pending its author's newest earlier letters that had no receipt, as ids; empty for kinds that
  ///     get none themselves
  record Letter(Bytes id, Instant sentAt, List<Bytes> pending, Body body) implements Content {
    /// @throws IllegalArgumentException if an id has another length, the date no place in a letter, or too
    ///     much is pending
    public Letter {
      pending = List.copyOf(pending);
      ContentJson.requireDate(sentAt);
      if (id.length() != ID_BYTES || pending.stream().anyMatch(each -> each.length() != ID_BYTES)) {
        throw new IllegalArgumentException("a content id has 16 bytes");
      }
      if (pending.size() > MAX_PENDING) {
        throw new IllegalArgumentException("at most 8 ids are listed as pending");
      }
    }

    /// Its JSON in UTF-8.
    public Bytes encode() {
      return ContentJson.encode(this);
    }

    /// What it says is private.
    @Override
    public String toString() {
      return "Letter[" + body + "]";
    }
  }

  /// Something that is no content as the protocol has it.
  ///
  /// @param id its id, where at least that can be read
  record Damaged(@Nullable Bytes id) implements Content {
    @Override
    public String toString() {
      return "Damaged";
    }
  }
}
