package chat.parley.identity;

import chat.parley.crypto.RsaPublic;
import chat.parley.crypto.Sha512;
import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What two people compare to be sure of each other's keys: 60 digits, the same on both sides
/// (`protocol-parley1.md`, *Safety number*). Making one takes some milliseconds.
///
/// @param groups twelve groups of five digits
public record SafetyNumber(List<String> groups) {
  private static final short VERSION = 1;
  private static final int ROUNDS = 5199;
  private static final int GROUPS_EACH = 6;
  private static final int GROUP_BYTES = 5;
  private static final int GROUP_DIGITS = 5;
  private static final int MODULUS = 100_000;

  public SafetyNumber {
    groups = List.copyOf(groups);
  }

  /// The number of two people. Which of them comes first makes no difference.
  public static SafetyNumber of(RsaPublic key, Name name, RsaPublic otherKey, Name otherName) {
    String one = half(key, name);
    String other = half(otherKey, otherName);
    String digits = one.compareTo(other) <= 0 ? one + other : other + one;
    return new SafetyNumber(
        Stream.iterate(0, at -> at < digits.length(), at -> at + GROUP_DIGITS)
            .map(at -> digits.substring(at, at + GROUP_DIGITS))
            .toList());
  }

  private static String half(RsaPublic key, Name name) {
    byte[] spki = key.spki();
    byte[] ascii = name.value().getBytes(StandardCharsets.US_ASCII);
    byte[] hash = Sha512.digest(u16(VERSION), spki, u16((short) ascii.length), ascii);
    for (int round = 0; round < ROUNDS; round++) {
      hash = Sha512.digest(hash, spki);
    }
    StringBuilder digits = new StringBuilder();
    for (int group = 0; group < GROUPS_EACH; group++) {
      long value = 0;
      for (int i = 0; i < GROUP_BYTES; i++) {
        value = value << 8 | (hash[group * GROUP_BYTES + i] & 0xff);
      }
      digits.append(String.format(Locale.ROOT, "%05d", value % MODULUS));
    }
    return digits.toString();
  }

  private static byte[] u16(short value) {
    return ByteBuffer.allocate(Short.BYTES).putShort(value).array();
  }

  /// The groups with a space between.
  @Override
  public String toString() {
    return String.join(" ", groups);
  }
}
