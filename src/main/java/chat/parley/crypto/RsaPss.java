package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// RSASSA-PSS with SHA-256, MGF1-SHA-256 and a salt of 32 bytes (RFC 8017 §8.1).
public final class RsaPss {
  private static final PSSParameterSpec PARAMETERS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private RsaPss() {}

  /// Signs bytes that carry no label of their own, as the classic protocol does. What Parley 1 signs
  /// always begins with a label.
  ///
  /// @return as many bytes as the modulus has
  public static byte[] signUnlabelled(RsaPrivate key, byte[] data) {
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(PARAMETERS);
      signature.initSign(key.jca());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// Whether the signature of [#signUnlabelled] is this key's. A signature of another length is refused
  /// without any arithmetic.
  public static boolean verifyUnlabelled(RsaPublic key, byte[] data, byte[] signature) {
    if (signature.length != key.blockBytes()) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      verifier.setParameter(PARAMETERS);
      verifier.initVerify(key.jca());
      verifier.update(data);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }
}
