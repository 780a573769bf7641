package chat.parley.ui.fingerprint;

import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What a conversation is protected against, and what not, a line each.
final class ProtectionSection extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");

  private final VBox lines = StyleClass.SECTION.on(new VBox());

  ProtectionSection() {
    getChildren().add(new Section(TEXTS.get("protection"), lines));
  }

  void show(Contact contact, Protection protection) {
    lines.getChildren().setAll(lines(contact, protection));
  }

  /// What it says, for a test.
  String words() {
    return String.join(
        "\n",
        lines.lookupAll(".label").stream().map(node -> ((Label) node).getText()).sorted().toList());
  }

  private static List<Node> lines(Contact contact, Protection protection) {
    Name name = contact.name();
    List<Node> lines = new ArrayList<>();
    lines.add(can(TEXTS.get("protection.secret", name)));
    switch (protection) {
      case CLASSIC -> {
        lines.add(cannot(TEXTS.get("protection.classic", name)));
        lines.add(cannot(TEXTS.get("protection.classic.network")));
      }
      case PARLEY -> {
        lines.add(can(TEXTS.get("protection.forward")));
        lines.add(can(TEXTS.get("protection.quantum")));
        lines.add(can(TEXTS.get("protection.relay")));
        lines.add(line(Feather.INFO, Tone.INFO, TEXTS.get("protection.sees")));
        if (isNew(contact.trust())) {
          lines.add(cannot(TEXTS.get("protection.not-compared", name)));
        }
      }
    }
    return lines;
  }

  /// Whether nobody vouches for the key: neither the user nor the keys folder.
  private static boolean isNew(Trust trust) {
    return trust instanceof Trust.New
        || (trust instanceof Trust.Changed changed && !changed.wasVerified());
  }

  private static Node can(String words) {
    return line(Feather.CHECK, Tone.SUCCESS, words);
  }

  private static Node cannot(String words) {
    return line(Feather.ALERT_TRIANGLE, Tone.WARNING, words);
  }

  private static Node line(Ikon icon, Tone tone, String words) {
    Label label = Words.quiet(words);
    HBox.setHgrow(label, Priority.ALWAYS);
    HBox line = StyleClass.TRUST_STATE.on(new HBox(Icons.small(icon), label));
    tone.style().on(line);
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }
}
