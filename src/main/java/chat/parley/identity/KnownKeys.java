package chat.parley.identity;

import chat.parley.crypto.RsaPublic;
import chat.parley.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which public key the files of one kind hold that were found good before, so that looking at the folder again costs
/// a hash each and not a check of every key. Keeps no bytes of a file. Any thread may call.
final class KnownKeys {
  private static final int MAX_FILES = 4_096;

  private final Map<ByteBuffer, RsaPublic> byDigest = new LinkedHashMap<>();

  /// The key that a file of exactly this content holds, if it was found good before.
  synchronized Optional<RsaPublic> in(byte[] file) {
    return Optional.ofNullable(byDigest.get(digest(file)));
  }

  synchronized void remember(byte[] file, RsaPublic key) {
    byDigest.put(digest(file), key);
    if (byDigest.size() > MAX_FILES) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
  }

  private static ByteBuffer digest(byte[] file) {
    return ByteBuffer.wrap(Sha256.digest(file)).asReadOnlyBuffer();
  }
}
