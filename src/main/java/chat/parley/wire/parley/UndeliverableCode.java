package chat.parley.wire.parley;

import java.util.Optional;

/// Why a relay did not take a message.
public enum UndeliverableCode {
  NO_ACCOUNT(1),
  MAILBOX_FULL(2),
  TOO_LARGE(3),
  SLOW_DOWN(4);

  private final int value;

  UndeliverableCode(int value) {
    this.value = value;
  }

  /// The byte in the frame.
  int value() {
    return value;
  }

  static Optional<UndeliverableCode> of(int value) {
    for (UndeliverableCode code : values()) {
      if (code.value == value) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
