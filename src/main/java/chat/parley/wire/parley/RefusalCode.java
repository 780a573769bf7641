package chat.parley.wire.parley;

import java.util.Locale;
import java.util.Optional;

/// Why a relay does not let a client in, or not any more.
public enum RefusalCode {
  NAME_INVALID,
  NAME_TAKEN,
  KEY_REJECTED,
  NOT_ADMITTED,
  BAD_SIGNATURE,
  REPLACED,
  BUSY,
  PROTOCOL;

  /// The word in the frame.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<RefusalCode> of(String word) {
    for (RefusalCode code : values()) {
      if (code.word().equals(word)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
