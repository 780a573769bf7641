package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Fingerprint;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AvatarPatternTest {
  private static final int LIGHT_WINDOW = 0xFFFFFF;
  private static final int DARK_WINDOW = 0x0D1117;
  private static final double TEXT_CONTRAST = 4.5;
  private static final double MARK_CONTRAST = 3;

  private final List<Fingerprint> fingerprints = fingerprints(2_000);

  @Test
  void oneKeyHasOneFace() {
    for (Fingerprint fingerprint : fingerprints) {
      assertEquals(
          AvatarPattern.of(fingerprint),
          AvatarPattern.of(Fingerprint.ofHex(fingerprint.hex())),
          fingerprint.hex());
    }
  }

  @Test
  void anotherKeyIsAnotherFace() {
    Set<AvatarPattern> faces = new HashSet<>();
    fingerprints.forEach(fingerprint -> faces.add(AvatarPattern.of(fingerprint)));
    assertEquals(fingerprints.size(), faces.size());
  }

  @Test
  void theLeftHalfMirrorsTheRight() {
    for (Fingerprint fingerprint : fingerprints) {
      AvatarPattern face = AvatarPattern.of(fingerprint);
      for (int row = 0; row < AvatarPattern.CELLS; row++) {
        for (int column = 0; column < AvatarPattern.CELLS; column++) {
          assertEquals(
              face.filled(row, column),
              face.filled(row, AvatarPattern.CELLS - 1 - column),
              fingerprint.hex());
        }
      }
    }
  }

  @Test
  void theInitialIsReadableOnEveryFace() {
    allFaces()
        .forEach(
            face -> {
              assertTrue(contrast(AvatarPattern.INITIAL, face.ground()) >= TEXT_CONTRAST);
              assertTrue(contrast(AvatarPattern.INITIAL, face.figure()) >= TEXT_CONTRAST);
            });
  }

  @Test
  void theDiscStandsOutFromTheWindowInBothThemes() {
    allFaces()
        .forEach(
            face -> {
              assertTrue(contrast(face.ground(), LIGHT_WINDOW) >= MARK_CONTRAST);
              assertTrue(contrast(face.ground(), DARK_WINDOW) >= MARK_CONTRAST);
            });
  }

  @Test
  void thePatternCanBeToldFromItsGround() {
    for (Fingerprint fingerprint : fingerprints) {
      AvatarPattern face = AvatarPattern.of(fingerprint);
      assertTrue(contrast(face.ground(), face.figure()) >= 1.4, fingerprint.hex());
    }
  }

  @Test
  void withoutAKeyTheFaceIsPlainAndGrey() {
    AvatarPattern face = AvatarPattern.of(null);
    assertTrue(face.cells().isEmpty());
    int red = face.ground() >> 16 & 0xFF;
    int green = face.ground() >> 8 & 0xFF;
    int blue = face.ground() & 0xFF;
    assertTrue(Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) < 24);
  }

  private Stream<AvatarPattern> allFaces() {
    return Stream.concat(
        Stream.of(AvatarPattern.of(null)), fingerprints.stream().map(AvatarPattern::of));
  }

  /// The ratio of WCAG 2.2.
  private static double contrast(int one, int other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xFF)
        + 0.7152 * linear(rgb >> 8 & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  private static double linear(int channel) {
    double encoded = channel / 255.0;
    return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
  }

  private static List<Fingerprint> fingerprints(int count) {
    Random random = new Random(5);
    return Stream.generate(
            () -> {
              byte[] bytes = new byte[Fingerprint.BYTES];
              random.nextBytes(bytes);
              return new Fingerprint(bytes);
            })
        .limit(count)
        .toList();
  }
}
