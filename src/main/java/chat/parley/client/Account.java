package chat.parley.client;

import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import org.jspecify.annotations.Nullable;

/// Who is logged in.
///
/// @param keyBits the length of the modulus in bits
/// @param invitation how others come to the same relay; null if only this computer does, and for a classic server
public record Account(
    Name name, Fingerprint fingerprint, int keyBits, @Nullable Invitation invitation) {}
