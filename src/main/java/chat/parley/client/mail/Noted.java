package chat.parley.client.mail;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times that were noted down. A clock that once was ahead has noted some that are yet to come: whoever waited for
/// those would wait for years, so they count as if nothing had been noted.
final class Noted {
  private Noted() {}

  /// @param at null if it never happened
  /// @return when it happened, if it did
  static Optional<Instant> past(@Nullable Instant at, Instant now) {
    return Optional.ofNullable(at).filter(noted -> !noted.isAfter(now));
  }
}
