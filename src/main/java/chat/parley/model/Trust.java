package chat.parley.model;

import java.time.Instant;

/// What is known of a contact's key.
public sealed interface Trust {
  /// First met through a relay, compared with nothing.
  record New() implements Trust {}

  /// The key that was there before (in the keys folder, or pinned at first contact), not compared.
  record SeenBefore() implements Trust {}

  /// The user compared this very key.
  ///
  /// @param since when
  record Verified(Instant since) implements Trust {}

  /// Another key than the one known before.
  ///
  /// @param before the key known before
  /// @param wasVerified whether the user had compared that key; then nothing is sent until the user
  ///     decides
  record Changed(Fingerprint before, boolean wasVerified) implements Trust {}

  /// Another key came under the name, and does not take the place of the one known before by itself, though the user
  /// never compared that: it lies in the keys folder, or the other one was replaced by it. Nothing is sent until
  /// the user decides.
  ///
  /// @param before the key known before
  record Offered(Fingerprint before) implements Trust {}
}
