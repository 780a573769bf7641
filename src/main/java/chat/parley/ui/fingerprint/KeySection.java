package chat.parley.ui.fingerprint;

import chat.parley.client.KeyDetails;
import chat.parley.ui.kit.CopyButton;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// The key itself: its SHA-256, how to check that with OpenSSL, its size and its file.
final class KeySection extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");

  private final DigitGroups digits = new DigitGroups();
  private final CopyButton copy;
  private final Label command = StyleClass.CODE_BLOCK.on(Words.plain(""));
  private final CopyButton copyCommand;
  private final Section check;
  private final Label size = new Label();
  private final Label file = new Label();
  private final Tooltip wholePath = new Tooltip();
  private final Label fileTitle = Words.quiet(TEXTS.get("file"));
  private String hex = "";

  KeySection() {
    copy = new CopyButton(TEXTS.get("sha.copy"), () -> hex);
    copyCommand = new CopyButton(TEXTS.get("command.copy"), command::getText);
    StyleClass.MONOSPACED.on(command);
    command.setMaxWidth(Double.MAX_VALUE);
    check = new Section(TEXTS.get("command"), command).with(copyCommand);
    file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    file.setTooltip(wholePath);
    fileTitle.setLabelFor(file);
    Label sizeTitle = Words.quiet(TEXTS.get("size"));
    sizeTitle.setLabelFor(size);
    sizeTitle.setMinWidth(USE_PREF_SIZE);
    GridPane facts = StyleClass.FACTS.on(new GridPane());
    facts.addRow(0, sizeTitle, size);
    facts.addRow(1, fileTitle, file);
    StyleClass.KEY_PANE.on(this);
    getChildren().addAll(new Section(TEXTS.get("sha"), digits).with(copy), check, facts);
  }

  void show(KeyDetails details) {
    hex = details.fingerprint().hex();
    digits.show(TEXTS.get("sha"), TrustSection.groups(details.fingerprint()));
    size.setText(TEXTS.get("size.bits", details.keyBits()));
    Path path = details.file();
    if (path != null) {
      command.setText(OpenSslCommand.of(path));
      file.setText(path.toString());
      wholePath.setText(path.toAbsolutePath().normalize().toString());
    }
    for (Node node : List.of(check, fileTitle, file)) {
      node.setManaged(path != null);
      node.setVisible(path != null);
    }
  }

  CopyButton copyButton() {
    return copy;
  }

  CopyButton copyCommandButton() {
    return copyCommand;
  }
}
