package chat.parley.app;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.ArrayList;
import java.util.List;

/// A QR code of characters, two modules high each. Light modules are drawn and dark ones left out, as a
/// terminal with light text on dark shows them right; readers take it the other way round, too.
final class TerminalQrCode {
  private static final int QUIET_ZONE = 4;

  private TerminalQrCode() {}

  static List<String> lines(String text) {
    QrCode code = QrCode.encodeText(text, Ecc.LOW);
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
        // Outside of the code, a module is light.
        boolean upper = !code.getModule(x, y);
        boolean lower = !code.getModule(x, y + 1);
        line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
