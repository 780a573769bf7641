package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;

/// Ciphers of the JDK by their name. Whose a cipher is is asked once: to go through all providers each time takes longer
/// than to encrypt a line.
final class Ciphers {
  private static final Map<String, Provider> PROVIDERS = new ConcurrentHashMap<>();

  private Ciphers() {}

  /// A new one, not initialised.
  ///
  /// @param transformation as "AES/GCM/NoPadding"
  static Cipher of(String transformation) throws GeneralSecurityException {
    Provider provider = PROVIDERS.get(transformation);
    if (provider == null) {
      Cipher first = Cipher.getInstance(transformation);
      PROVIDERS.put(transformation, first.getProvider());
      return first;
    }
    return Cipher.getInstance(transformation, provider);
  }
}
