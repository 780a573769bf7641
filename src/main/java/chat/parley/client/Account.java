package chat.parley.client;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;

/// Who is logged in.
///
/// @param keyBits the length of the modulus in bits
public record Account(Name name, Fingerprint fingerprint, int keyBits) {}
