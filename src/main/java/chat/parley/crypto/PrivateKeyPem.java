package chat.parley.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// An RSA private key file as OpenSSL 1.1 and 3 write it: PKCS#8 and PKCS#1, plain or encrypted (PBES2,
/// traditional). Reading it is two steps, because the second may need a passphrase and take a second.
public final class PrivateKeyPem {
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS8_ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String OPENSSH = "OPENSSH PRIVATE KEY";

  private final PemBlock block;

  private PrivateKeyPem(PemBlock block) {
    this.block = block;
  }

  /// Finds the first private key of a file. The caller bounds the file's size.
  ///
  /// @throws PemRejected if the file holds none
  /// @throws KeyRejected if it is a key of another kind
  public static PrivateKeyPem read(byte[] file) throws PemRejected, KeyRejected {
    List<PemBlock> blocks = PemBlock.readAll(file);
    for (PemBlock block : blocks) {
      switch (block.type()) {
        case PKCS8, PKCS8_ENCRYPTED, PKCS1 -> {
          return new PrivateKeyPem(block);
        }
        case OPENSSH -> throw new PemRejected(PemRejected.Reason.OPENSSH_FORMAT);
        default -> {
          if (block.type().endsWith(" " + PKCS8)) {
            throw new KeyRejected(KeyRejected.Reason.NOT_RSA);
          }
        }
      }
    }
    throw new PemRejected(PemRejected.Reason.OTHER_CONTENT);
  }

  /// Whether it takes a passphrase to open it.
  public boolean isLocked() {
    return block.type().equals(PKCS8_ENCRYPTED) || TraditionalEncryption.isOn(block);
  }

  /// Opens it. An encrypted one takes as long as its key derivation asks for, some seconds at most.
  ///
  /// @param passphrase empty if there is none; ignored if none is needed; the caller wipes it
  /// @throws PemRejected if it does not open
  /// @throws KeyRejected if the key breaks a rule
  public RsaPrivate unlock(char[] passphrase) throws PemRejected, KeyRejected {
    if (!isLocked()) {
      return parse(block.content());
    }
    if (passphrase.length == 0) {
      throw new PemRejected(PemRejected.Reason.PASSPHRASE_NEEDED);
    }
    byte[] der =
        block.type().equals(PKCS8_ENCRYPTED)
            ? Pbes2.decrypt(block.content(), passphrase)
            : TraditionalEncryption.decrypt(block, passphrase);
    try {
      return parse(der);
    } catch (KeyRejected e) {
      // One wrong passphrase in 256 leaves good padding; what it leaves is not a key.
      if (e.reason() == KeyRejected.Reason.NOT_A_KEY) {
        throw new PemRejected(PemRejected.Reason.PASSPHRASE_WRONG);
      }
      throw e;
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private RsaPrivate parse(byte[] der) throws KeyRejected {
    return block.type().equals(PKCS1) ? RsaPrivate.fromPkcs1(der) : RsaPrivate.fromPkcs8(der);
  }

  /// Forgets the file's bytes. What was unlocked stays.
  public void wipe() {
    block.wipe();
  }

  /// Writes PKCS#8, encrypted with PBES2 (PBKDF2-HMAC-SHA256 of 600,000 rounds, AES-256-CBC) if there is
  /// a passphrase.
  ///
  /// @param passphrase empty for none; the caller wipes it
  /// @param random makes salt and IV
  /// @return a PEM file with a line end after the last line; a secret, which the caller wipes
  public static byte[] write(RsaPrivate key, char[] passphrase, SecureRandom random) {
    byte[] der = key.pkcs8();
    try {
      return passphrase.length == 0
          ? withLineEnd(PemBlock.write(PKCS8, der))
          : withLineEnd(PemBlock.write(PKCS8_ENCRYPTED, Pbes2.encrypt(der, passphrase, random)));
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static byte[] withLineEnd(byte[] pem) {
    byte[] file = Arrays.copyOf(pem, pem.length + 1);
    file[pem.length] = '\n';
    Arrays.fill(pem, (byte) 0);
    return file;
  }

  @Override
  public String toString() {
    return "PrivateKeyPem[" + (isLocked() ? "locked" : "open") + "]";
  }
}
