package chat.parley.identity;

import chat.parley.model.Fingerprint;
import java.util.Set;

/// The keys of the repository's `keys/`, whose private halves everybody has.
final class DemonstrationKeys {
  private static final Set<Fingerprint> ALL =
      Set.of(
          Fingerprint.ofHex("4f3ab9fbd94521a2ef7801b214319d0e1639ca9cd8504719836fc59ba99e7526"),
          Fingerprint.ofHex("b0b14cc58562acb51e0be4d2305c77d06a471aa6c96c2d064bf7a55de22dfe2c"),
          Fingerprint.ofHex("e82b5bc39eee1487667cc908be5adb2d3e7a47749eeff0bb078abfec8ef77c8b"));

  private DemonstrationKeys() {}

  static boolean contain(Fingerprint key) {
    return ALL.contains(key);
  }
}
