package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// RSASSA-PSS with SHA-256, MGF1-SHA-256 and a salt of 32 bytes (RFC 8017 §8.1).
public final class RsaPss {
  private static final PSSParameterSpec PARAMETERS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private RsaPss() {}

  /// Signs the label, a zero byte and all parts, one after the other.
  ///
  /// @param random gives the salt
  /// @return as many bytes as the modulus has
  public static byte[] sign(RsaPrivate key, Label label, SecureRandom random, byte[]... parts) {
    return make(key, random, label.prefix(), parts);
  }

  /// Whether the signature of [#sign] is this key's, under this label. A signature of another length is
  /// refused without any arithmetic.
  public static boolean verify(RsaPublic key, Label label, byte[] signature, byte[]... parts) {
    return check(key, signature, label.prefix(), parts);
  }

  /// Signs bytes that carry no label of their own, as the classic protocol does. What Parley 1 signs
  /// always begins with a label.
  ///
  /// @return as many bytes as the modulus has
  public static byte[] signUnlabelled(RsaPrivate key, byte[] data) {
    return make(key, new SecureRandom(), data);
  }

  /// Whether the signature of [#signUnlabelled] is this key's. A signature of another length is refused
  /// without any arithmetic.
  public static boolean verifyUnlabelled(RsaPublic key, byte[] data, byte[] signature) {
    return check(key, signature, data);
  }

  private static byte[] make(RsaPrivate key, SecureRandom random, byte[] first, byte[]... parts) {
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(PARAMETERS);
      signature.initSign(key.jca(), random);
      signature.update(first);
      for (byte[] part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  private static boolean check(RsaPublic key, byte[] signature, byte[] first, byte[]... parts) {
    if (signature.length != key.blockBytes()) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      verifier.setParameter(PARAMETERS);
      verifier.initVerify(key.jca());
      verifier.update(first);
      for (byte[] part : parts) {
        verifier.update(part);
      }
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }
}
