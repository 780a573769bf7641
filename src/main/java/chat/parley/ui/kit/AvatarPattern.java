package chat.parley.ui.kit;

import chat.parley.model.Fingerprint;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The face of a key: a symmetric pattern of 5×5 cells and two colours, all taken from the
/// fingerprint, so that another key is another face.
///
/// The colours are the same in both themes: dark enough for a white initial, light enough to stand
/// out from a dark window. A face helps to notice a changed key; it is no proof of anything, since keys
/// can be tried until one looks alike.
///
/// @param cells the cells that are filled, row by row
/// @param ground the colour of the disc, as 0xRRGGBB
/// @param figure the colour of the filled cells, as 0xRRGGBB
public record AvatarPattern(BitSet cells, int ground, int figure) {
  /// Cells in a row, and rows.
  public static final int CELLS = 5;

  /// The colour of the initial, as 0xRRGGBB.
  public static final int INITIAL = 0xFFFFFF;

  private static final int OWN_COLUMNS = (CELLS + 1) / 2;
  private static final double GROUND_LIGHTNESS = 0.55;
  private static final double FIGURE_LIGHTNESS = 0.43;
  private static final double CHROMA = 0.10;
  private static final double FULL_TURN = 360;

  private static final AvatarPattern WITHOUT_KEY =
      new AvatarPattern(
          new BitSet(), new Oklch(GROUND_LIGHTNESS, 0.012, 255).rgb(), new Oklch(0, 0, 0).rgb());

  public AvatarPattern {
    cells = (BitSet) cells.clone();
  }

  @Override
  public BitSet cells() {
    return (BitSet) cells.clone();
  }

  /// The face of a key; a plain grey one where there is none.
  public static AvatarPattern of(@Nullable Fingerprint fingerprint) {
    if (fingerprint == null) {
      return WITHOUT_KEY;
    }
    byte[] bytes = fingerprint.bytes();
    double hue = unsigned16(bytes, 0) * FULL_TURN / 65536;
    double turn = unsigned16(bytes, 2) * 60.0 / 65536;
    int ground = new Oklch(GROUND_LIGHTNESS, CHROMA, hue).rgb();
    int figure = new Oklch(FIGURE_LIGHTNESS, CHROMA, hue + turn).rgb();
    return new AvatarPattern(cells(unsigned16(bytes, 4)), ground, figure);
  }

  /// Whether a cell is filled.
  public boolean filled(int row, int column) {
    return cells.get(row * CELLS + column);
  }

  private static BitSet cells(int bits) {
    BitSet cells = new BitSet(CELLS * CELLS);
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < OWN_COLUMNS; column++) {
        if ((bits >> (row * OWN_COLUMNS + column) & 1) == 1) {
          cells.set(row * CELLS + column);
          cells.set(row * CELLS + CELLS - 1 - column);
        }
      }
    }
    return cells;
  }

  private static int unsigned16(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }
}
