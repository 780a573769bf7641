package chat.parley.identity;

import chat.parley.model.Name;
import org.jspecify.annotations.Nullable;

/// The public key in one account's folder, or why there is none.
///
/// @param key null if there is no usable one
/// @param problem why not; null if there is one, and if there is no `pub.pem`
public record PeerEntry(Name name, @Nullable PeerKey key, @Nullable KeyProblem problem) {}
