package chat.parley.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An X.509 certificate and its private key, for the server's side of TLS (RFC 5280, RFC 8446). Parley's
/// clients pin the key and look at nothing else: neither names nor dates.
public final class TlsCertificate {
  private static final int MAX_CHAIN = 10;
  private static final int SERIAL_BITS = 127;

  /// RFC 5280 §4.1.2.5: the date that means "no end", 9999-12-31T23:59:59Z.
  private static final Instant NO_END = Instant.ofEpochSecond(253_402_300_799L);

  /// The curve of the keys that a relay makes itself.
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private TlsCertificate(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /// Makes a key pair on P-256 and a certificate that it signs itself.
  ///
  /// @param now when the certificate begins, a day early for clocks that go slow
  public static TlsCertificate selfSigned(SecureRandom random, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=parley-relay");
      X509CertificateHolder certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(NO_END),
                  name,
                  pair.getPublic())
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setSecureRandom(random)
                      .build(pair.getPrivate()));
      return new TlsCertificate(
          pair.getPrivate(),
          List.of(new JcaX509CertificateConverter().getCertificate(certificate)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// Reads a certificate, with those that vouch for it behind it, and its private key (PKCS#8, SEC 1 or
  /// PKCS#1), both PEM. The caller bounds the files' sizes. They may be one and the same file.
  ///
  /// @throws CertificateRejected if either is missing or damaged, or they do not belong together
  public static TlsCertificate read(byte[] certificateFile, byte[] keyFile)
      throws CertificateRejected {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Object block : blocks(certificateFile)) {
        if (block instanceof X509CertificateHolder certificate) {
          chain.add(new JcaX509CertificateConverter().getCertificate(certificate));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new CertificateRejected("the certificate is damaged");
    }
    if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
      throw new CertificateRejected("there is no certificate in it");
    }
    TlsCertificate read = new TlsCertificate(privateKey(blocks(keyFile)), chain);
    read.requirePair();
    return read;
  }

  private static PrivateKey privateKey(List<Object> blocks) throws CertificateRejected {
    for (Object block : blocks) {
      if (block instanceof PrivateKeyInfo info) {
        return privateKey(info);
      }
      if (block instanceof PEMKeyPair pair) {
        return privateKey(pair.getPrivateKeyInfo());
      }
    }
    throw new CertificateRejected("there is no private key in it that is not encrypted");
  }

  private static PrivateKey privateKey(PrivateKeyInfo info) throws CertificateRejected {
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    try {
      KeyFactory factory;
      if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        factory = KeyFactory.getInstance("EC");
      } else if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        factory = KeyFactory.getInstance("RSA");
      } else if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
        factory = KeyFactory.getInstance("Ed25519");
      } else {
        throw new CertificateRejected("its key is neither EC, RSA nor Ed25519");
      }
      return factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateRejected("the private key is damaged");
    }
  }

  private static List<Object> blocks(byte[] file) throws CertificateRejected {
    List<Object> blocks = new ArrayList<>();
    try (PEMParser parser =
        new PEMParser(new StringReader(new String(file, StandardCharsets.ISO_8859_1)))) {
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        blocks.add(block);
      }
    } catch (IOException | RuntimeException e) {
      throw new CertificateRejected("it is damaged");
    }
    return blocks;
  }

  private void requirePair() throws CertificateRejected {
    PublicKey certified = chain.getFirst().getPublicKey();
    boolean pair;
    if (key instanceof ECPrivateKey secret
        && certified instanceof ECPublicKey point
        && secret.getParams().getOrder().equals(P256.getN())) {
      pair = belongTogether(secret, point);
    } else {
      pair = verifiesWhatItSigns(certified);
    }
    if (!pair) {
      throw new CertificateRejected("the private key is not that of the certificate");
    }
  }

  /// By the point that the secret makes (SEC 1 §3.2.1). To sign and verify, in the first moments of a process, takes a fifth of the time
  /// until a relay is ready.
  private static boolean belongTogether(ECPrivateKey secret, ECPublicKey point) {
    ECPoint made = new FixedPointCombMultiplier().multiply(P256.getG(), secret.getS()).normalize();
    return !made.isInfinity()
        && point.getParams().getCurve().equals(secret.getParams().getCurve())
        && made.getAffineXCoord().toBigInteger().equals(point.getW().getAffineX())
        && made.getAffineYCoord().toBigInteger().equals(point.getW().getAffineY());
  }

  private boolean verifiesWhatItSigns(PublicKey certified) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "Ed25519";
        };
    try {
      byte[] probe = {1};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// The DER SubjectPublicKeyInfo of the certificate's key.
  public byte[] spki() {
    return chain.getFirst().getPublicKey().getEncoded();
  }

  /// The key (PKCS#8) and the certificate as one PEM file that [#read] reads; a secret, which the caller
  /// wipes.
  public byte[] pem() {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(PemBlock.write("PRIVATE KEY", key.getEncoded()));
      for (X509Certificate certificate : chain) {
        file.write('\n');
        file.writeBytes(PemBlock.write("CERTIFICATE", certificate.getEncoded()));
      }
      file.write('\n');
      return file.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// A server's side of TLS 1.3 with this certificate; it asks no client for one.
  public SSLContext serverTls() {
    return tlsWith(new OneKey(key, chain));
  }

  /// The same without a certificate, which nobody can connect to: makes Java load what TLS needs.
  public static SSLContext keylessTls() {
    return tlsWith();
  }

  private static SSLContext tlsWith(KeyManager... keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  @Override
  public String toString() {
    return "TlsCertificate[" + key.getAlgorithm() + "]";
  }
}
