package chat.parley.ui.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/// An image as the bytes of a PNG file (ISO/IEC 15948), 8 bits a channel with alpha. Spares the program
/// the whole of AWT.
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte RGBA = 6;

  private Png() {}

  /// @param image one whose pixels can be read
  public static byte[] of(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    chunk(
        file,
        "IHDR",
        ByteBuffer.allocate(13).putInt(width).putInt(height).put(BITS).put(RGBA).array());
    chunk(file, "IDAT", deflated(rows(image, width, height)));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] rows(Image image, int width, int height) {
    int line = width * 4;
    byte[] pixels = new byte[line * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getByteBgraInstance(), pixels, 0, line);
    byte[] rows = new byte[(line + 1) * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = y * line + x * 4;
        int to = y * (line + 1) + 1 + x * 4;
        rows[to] = pixels[from + 2];
        rows[to + 1] = pixels[from + 1];
        rows[to + 2] = pixels[from];
        rows[to + 3] = pixels[from + 3];
      }
    }
    return rows;
  }

  private static byte[] deflated(byte[] data) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
