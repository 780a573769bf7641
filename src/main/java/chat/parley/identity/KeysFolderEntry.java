package chat.parley.identity;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One folder of the keys folder: an identity, a contact, or something broken that says why.
///
/// @param label the folder's name as a person may see it: no control characters, 64 characters at most
/// @param name the account's name; null if the folder's name is not allowed
/// @param fingerprint the key's fingerprint; null if there is no usable key, or if only a locked `priv.pem`
///     is there
/// @param keyBits the length of the modulus in bits; 0 without fingerprint
/// @param canLogIn whether there is a `priv.pem`
/// @param locked whether it asks a passphrase
/// @param warnings what the owner should mend
/// @param problem why it cannot be used; null if it can
public record KeysFolderEntry(
    String label,
    @Nullable Name name,
    @Nullable Fingerprint fingerprint,
    int keyBits,
    boolean canLogIn,
    boolean locked,
    Set<KeyWarning> warnings,
    @Nullable KeyProblem problem) {
  public KeysFolderEntry {
    warnings = Set.copyOf(warnings);
  }

  /// Whether it is somebody's key, free of problems.
  public boolean isUsable() {
    return problem == null && name != null;
  }
}
