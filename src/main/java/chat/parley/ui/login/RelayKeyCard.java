package chat.parley.ui.login;

import chat.parley.model.Fingerprint;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.CopyButton;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A relay with its key: in groups, as an invitation has it after the #, where it is to be compared; else
/// in brief.
final class RelayKeyCard extends VBox {
  private static final Texts TEXTS = Texts.of("login");
  private static final Pattern GROUP = Pattern.compile(".{1,4}");
  private static final int BRIEF = 4;

  /// @param whole whether the key is to be compared
  RelayKeyCard(RelayAddress.Parley relay, boolean whole) {
    StyleClass.CARD.on(this);
    StyleClass.RELAY_KEY.on(this);
    Fingerprint key = relay.invitation().relay();
    Label address = StyleClass.IDENTITY_NAME.on(new Label(relay.text()));
    address.setMinWidth(0);
    address.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    HBox.setHgrow(address, Priority.ALWAYS);
    address.setMaxWidth(Double.MAX_VALUE);
    HBox line = new HBox(Icons.of(Feather.RADIO), address);
    line.setAlignment(Pos.CENTER_LEFT);
    StyleClass.IDENTITY_LINE.on(line);
    getChildren().add(line);
    List<String> groups = GROUP.matcher(key.base32()).results().map(MatchResult::group).toList();
    if (whole) {
      line.getChildren().add(new CopyButton(TEXTS.get("compare.copy"), key::base32));
      getChildren().add(all(groups));
    } else {
      String brief = String.join(" ", groups.subList(0, BRIEF));
      Label digest = StyleClass.SECONDARY.on(new Label(TEXTS.get("relay.key", brief)));
      digest.setMinWidth(0);
      getChildren().add(digest);
    }
  }

  private static Node all(List<String> parts) {
    FlowPane groups = StyleClass.KEY_GROUPS.on(new FlowPane());
    parts.forEach(part -> groups.getChildren().add(StyleClass.MONOSPACED.on(new Label(part))));
    groups.setAccessibleText(TEXTS.get("compare.spoken", String.join(" ", parts)));
    groups.setFocusTraversable(true);
    return groups;
  }
}
