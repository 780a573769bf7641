package chat.parley.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// An RSA public key as SubjectPublicKeyInfo PEM (RFC 7468 §13): what `openssl rsa -pubout` writes.
public final class PublicKeyPem {
  private static final String TYPE = "PUBLIC KEY";
  private static final Set<String> OTHER_KEYS = Set.of("EC PARAMETERS", "DSA PARAMETERS");

  private PublicKeyPem() {}

  /// Reads the first public key of a file. The caller bounds the file's size.
  ///
  /// @throws PemRejected if the file holds none
  /// @throws KeyRejected if the key breaks a rule
  public static RsaPublic read(byte[] file) throws PemRejected, KeyRejected {
    return RsaPublic.fromSpki(spki(file));
  }

  /// Reads the first public key of a file that should hold a certain one, which is quicker if it does.
  ///
  /// @throws PemRejected if the file holds none
  /// @throws KeyRejected if it holds another key, and that breaks a rule
  public static RsaPublic read(byte[] file, RsaPublic expected) throws PemRejected, KeyRejected {
    return RsaPublic.fromSpki(spki(file), expected);
  }

  /// Whether the first public key of a file is exactly these bytes. Whether they are a good key is not looked at, so that this costs
  /// no arithmetic.
  ///
  /// @param spki a SubjectPublicKeyInfo DER
  /// @throws PemRejected if the file holds no key
  /// @throws KeyRejected if it holds one of another kind
  public static boolean isOf(byte[] file, byte[] spki) throws PemRejected, KeyRejected {
    return Arrays.equals(spki(file), spki);
  }

  private static byte[] spki(byte[] file) throws PemRejected, KeyRejected {
    for (PemBlock block : PemBlock.readAll(file)) {
      if (block.type().equals(TYPE)) {
        return block.content();
      }
      if (OTHER_KEYS.contains(block.type())) {
        throw new KeyRejected(KeyRejected.Reason.NOT_RSA);
      }
    }
    throw new PemRejected(PemRejected.Reason.OTHER_CONTENT);
  }

  /// Writes a key in lines of 64 characters, without a line end after the last: the form that the classic
  /// protocol announces and signs.
  public static String write(RsaPublic key) {
    return new String(PemBlock.write(TYPE, key.spki()), StandardCharsets.US_ASCII);
  }
}
