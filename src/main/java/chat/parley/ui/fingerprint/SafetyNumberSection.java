package chat.parley.ui.fingerprint;

import chat.parley.client.KeyDetails;
import chat.parley.ui.kit.CopyButton;
import chat.parley.ui.kit.QrCode;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.UiThread;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The safety number as digits and as a QR code, and the way to compare it.
final class SafetyNumberSection extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");
  private static final double QR_SIZE = 132;
  private static final double QR_BORDER = 1;
  private static final int GROUPS_IN_A_LINE = 4;

  private final DigitGroups digits = new DigitGroups();
  private final QrCode small = new QrCode(QR_SIZE);
  private final QrCode large = new QrCode();
  private final ToggleButton enlarge = StyleClass.QR_BUTTON.on(new ToggleButton());
  private final Button compare = new Button(TEXTS.get("compare"));
  private final CopyButton copy;
  private final Label hint = Words.quiet("");
  private List<String> groups = List.of();

  /// @param onCompare shows where to paste, or puts it away
  SafetyNumberSection(Runnable onCompare) {
    copy = new CopyButton(TEXTS.get("number.copy"), this::text);
    StyleClass.DIGITS_LARGE.on(digits);
    compare.setOnAction(pressed -> onCompare.run());
    enlarge.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    enlarge.setGraphic(new StackPane(small, large));
    enlarge.selectedProperty().subscribe(this::showCode);
    small.widthProperty().subscribe(width -> fitLargeCodeAfterLayout());
    widthProperty().subscribe(width -> fitLargeCodeAfterLayout());
    compare.setMinWidth(USE_PREF_SIZE);
    VBox beside = new VBox(hint, compare);
    StyleClass.SECTION.on(beside);
    StyleClass.BESIDE_QR.on(beside);
    FlowPane codeAndCompare = new FlowPane(12, 12, enlarge, beside);
    StyleClass.SECTION.on(this);
    getChildren().add(new Section(TEXTS.get("number"), digits, codeAndCompare).with(copy));
  }

  void show(KeyDetails details) {
    if (!groups.equals(details.safetyNumber())) {
      groups = details.safetyNumber();
      digits.show(TEXTS.get("number"), groups);
      small.show(String.join("", groups));
      large.show(String.join("", groups));
    }
    hint.setText(TEXTS.get("number.hint", details.contact()));
  }

  private void showCode(boolean wanted) {
    String words = wanted ? TEXTS.get("qr.smaller") : TEXTS.get("qr.larger");
    small.setVisible(!wanted);
    fitLargeCode();
    large.setVisible(wanted);
    large.setManaged(wanted);
    enlarge.setTooltip(new Tooltip(words));
    enlarge.setAccessibleText(TEXTS.get("qr", words));
  }

  /// A size that is set while the layout is under way would not be heeded.
  private void fitLargeCodeAfterLayout() {
    UiThread.get().execute(this::fitLargeCode);
  }

  /// Twice the small one, if there is room.
  private void fitLargeCode() {
    large.setSide(Math.min(2 * small.getWidth(), getWidth() - 2 * QR_BORDER));
  }

  /// As people send it: three lines of four groups.
  private String text() {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < groups.size(); from += GROUPS_IN_A_LINE) {
      int to = Math.min(from + GROUPS_IN_A_LINE, groups.size());
      lines.add(String.join(" ", groups.subList(from, to)));
    }
    return String.join("\n", lines);
  }

  Button compareButton() {
    return compare;
  }

  ToggleButton qrButton() {
    return enlarge;
  }

  CopyButton copyButton() {
    return copy;
  }
}
