package chat.parley.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/// One `-----BEGIN …-----` to `-----END …-----` of a file (RFC 7468, and RFC 1421 for the headers of
/// encrypted keys).
final class PemBlock {
  private static final int MAX_BLOCKS = 16;
  private static final int COLUMNS = 64;

  private final String type;
  private final List<PemHeader> headers;
  private final byte[] content;

  private PemBlock(String type, List<PemHeader> headers, byte[] content) {
    this.type = type;
    this.headers = headers;
    this.content = content;
  }

  /// Reads all blocks of a file, whatever its line ends and whatever text stands around them.
  ///
  /// @return at least one
  static List<PemBlock> readAll(byte[] file) throws PemRejected {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<PemBlock> blocks = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      while (blocks.size() < MAX_BLOCKS) {
        PemObject read = reader.readPemObject();
        if (read == null) {
          break;
        }
        blocks.add(block(read));
      }
    } catch (IOException | RuntimeException e) {
      throw new PemRejected(
          text.contains("-----END ") ? PemRejected.Reason.DAMAGED : PemRejected.Reason.CUT_OFF);
    }
    if (blocks.isEmpty()) {
      throw new PemRejected(PemRejected.Reason.NOT_PEM);
    }
    return blocks;
  }

  private static PemBlock block(PemObject read) {
    List<PemHeader> headers = new ArrayList<>();
    for (Object header : read.getHeaders()) {
      headers.add((PemHeader) header);
    }
    return new PemBlock(read.getType(), List.copyOf(headers), read.getContent());
  }

  /// What stands after BEGIN.
  String type() {
    return type;
  }

  /// The bytes themselves, not a copy: [#wipe] clears them.
  byte[] content() {
    return content;
  }

  /// The value of the first header of this name.
  Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.getName().equals(name))
        .map(PemHeader::getValue)
        .findFirst();
  }

  void wipe() {
    Arrays.fill(content, (byte) 0);
  }

  /// The bytes of a block in lines of 64 characters, without a line end after the last.
  static byte[] write(String type, byte[] content) {
    byte[] base64 = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'}).encode(content);
    byte[] head = ("-----BEGIN " + type + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] foot = ("\n-----END " + type + "-----").getBytes(StandardCharsets.US_ASCII);
    byte[] pem = Arrays.copyOf(head, head.length + base64.length + foot.length);
    System.arraycopy(base64, 0, pem, head.length, base64.length);
    System.arraycopy(foot, 0, pem, head.length + base64.length, foot.length);
    Arrays.fill(base64, (byte) 0);
    return pem;
  }
}
