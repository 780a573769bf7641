package chat.parley.model;

import java.util.Arrays;
import java.util.HexFormat;

/// SHA-256 of a key's SubjectPublicKeyInfo DER, 32 bytes: what
/// `openssl rsa -pubin -in pub.pem -outform der | openssl sha256` prints.
public final class Fingerprint {
  /// The length of a fingerprint in bytes.
  public static final int BYTES = 32;

  private final byte[] bytes;

  /// @throws IllegalArgumentException unless there are 32 bytes
  public Fingerprint(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a fingerprint has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /// Reads 64 hexadecimal digits in either case.
  ///
  /// @throws IllegalArgumentException if they are not
  public static Fingerprint ofHex(String hex) {
    return new Fingerprint(HexFormat.of().parseHex(hex));
  }

  /// Reads 52 characters of Base32 in either case.
  ///
  /// @throws IllegalArgumentException if they are not
  public static Fingerprint ofBase32(String text) {
    return new Fingerprint(Base32.decode(text));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// 64 small hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /// 52 characters of Base32, as an invitation carries them.
  public String base32() {
    return Base32.encode(bytes);
  }

  /// The first 8 bytes as four groups of four digits, to tell keys apart at a glance; never to compare
  /// them for trust.
  public String brief() {
    return grouped().substring(0, 19);
  }

  /// All digits in sixteen groups of four, a space between.
  public String grouped() {
    return hex().replaceAll("(....)(?!$)", "$1 ");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
