package chat.parley.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Public keys that are none by `protocol-parley1.md`, *Identity keys*: those of case 22 of the adversary page.
public final class BadKeys {
  private static final BigInteger E = BigInteger.valueOf(65537);

  private BadKeys() {}

  /// SubjectPublicKeyInfo in DER, each under what is wrong with it.
  public static Map<String, byte[]> all() throws Exception {
    byte[] good = Keys.publicKey().spki();
    BigInteger modulus =
        RSAPublicKey.getInstance(SubjectPublicKeyInfo.getInstance(good).parsePublicKey())
            .getModulus();
    Random random = new Random(22);
    Map<String, byte[]> bad = new LinkedHashMap<>();
    for (long exponent : new long[] {1, 3, 4, (1L << 32) + 1}) {
      bad.put("e = " + exponent, spki(modulus, BigInteger.valueOf(exponent)));
    }
    bad.put("even modulus", spki(modulus.add(BigInteger.ONE), E));
    bad.put("prime modulus", spki(BigInteger.probablePrime(2048, random), E));
    bad.put("1,024 bits", spki(odd(1_024, random), E));
    bad.put("16,384 bits", spki(odd(16_384, random), E));
    bad.put("no NULL", key(new DERSequence(PKCSObjectIdentifiers.rsaEncryption), modulus, E));
    bad.put("a byte behind it", Arrays.copyOf(good, good.length + 1));
    bad.put("PSS", spki(PKCSObjectIdentifiers.id_RSASSA_PSS, modulus, E));
    bad.put("no key", new byte[] {1, 2, 3});
    return bad;
  }

  private static BigInteger odd(int bits, Random random) {
    return new BigInteger(bits, random).setBit(bits - 1).setBit(0);
  }

  private static byte[] spki(BigInteger modulus, BigInteger exponent) throws Exception {
    return spki(PKCSObjectIdentifiers.rsaEncryption, modulus, exponent);
  }

  private static byte[] spki(ASN1ObjectIdentifier oid, BigInteger modulus, BigInteger exponent)
      throws Exception {
    return key(new DERSequence(new ASN1Encodable[] {oid, DERNull.INSTANCE}), modulus, exponent);
  }

  private static byte[] key(DERSequence algorithm, BigInteger modulus, BigInteger exponent)
      throws Exception {
    return new DERSequence(
            new ASN1Encodable[] {
              algorithm, new DERBitString(new RSAPublicKey(modulus, exponent).getEncoded())
            })
        .getEncoded(ASN1Encoding.DER);
  }
}
