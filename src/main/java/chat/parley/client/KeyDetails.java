package chat.parley.client;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the fingerprint panel shows of a contact's key.
///
/// @param safetyNumber twelve groups of five digits
/// @param keyBits the length of the modulus in bits
/// @param file the `pub.pem` it was read from, if there is one
public record KeyDetails(
    Name contact,
    Fingerprint fingerprint,
    List<String> safetyNumber,
    int keyBits,
    @Nullable Path file) {}
