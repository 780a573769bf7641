package chat.parley.ui.fingerprint;

import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What is known of the key, in words; of a changed one also what it was, and the two ways on.
final class TrustSection extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");

  private final LocalTimes times;
  private final HBox state = new HBox();
  private final Label sentence = Words.plain("");
  private final DigitGroups before = new DigitGroups();
  private final DigitGroups now = new DigitGroups();
  private final Button compare = new Button(TEXTS.get("compare"));
  private final Button accept = new Button();
  private final VBox change;

  TrustSection(LocalTimes times, Runnable onCompare, Runnable onAccept) {
    this.times = times;
    StyleClass.TRUST_STATE.on(state);
    state.setAlignment(Pos.CENTER_LEFT);
    compare.setOnAction(pressed -> onCompare.run());
    accept.setOnAction(pressed -> onAccept.run());
    accept.setMnemonicParsing(false);
    change =
        new VBox(
            Words.quiet(TEXTS.get("changed.before")),
            before,
            Words.quiet(TEXTS.get("changed.now")),
            now,
            new FlowPane(8, 8, compare, accept));
    StyleClass.SECTION.on(change);
    StyleClass.SECTION.on(this);
    getChildren().addAll(state, sentence, change);
  }

  void show(Contact contact, Fingerprint fingerprint) {
    TrustWords words = TrustWords.of(contact.name(), contact.trust(), times);
    Label word = StyleClass.SECTION_TITLE.on(new Label(words.word()));
    state.getChildren().setAll(Icons.of(words.icon()), word);
    for (Tone tone : Tone.values()) {
      tone.style().on(state, tone == words.tone());
    }
    sentence.setText(words.sentence());
    Fingerprint old =
        switch (contact.trust()) {
          case Trust.Changed changed -> changed.before();
          case Trust.Offered(Fingerprint known) -> known;
          case Trust.New _, Trust.SeenBefore _, Trust.Verified _ -> null;
        };
    change.setManaged(old != null);
    change.setVisible(old != null);
    if (old != null) {
      boolean wasVerified =
          contact.trust() instanceof Trust.Changed changed && changed.wasVerified();
      showChange(contact.name(), old, fingerprint, wasVerified);
    }
  }

  private void showChange(Name name, Fingerprint old, Fingerprint fresh, boolean wasVerified) {
    before.show(TEXTS.get("changed.before"), groups(old));
    now.show(TEXTS.get("changed.now"), groups(fresh));
    accept.setText(wasVerified ? TEXTS.get("changed.stop", name) : TEXTS.get("changed.accept"));
  }

  /// Sixteen groups of four hexadecimal digits.
  static List<String> groups(Fingerprint fingerprint) {
    return List.of(fingerprint.grouped().split(" "));
  }

  String word() {
    return state.getChildren().getLast() instanceof Label word ? word.getText() : "";
  }

  String sentence() {
    return sentence.getText();
  }

  Button compareButton() {
    return compare;
  }

  Button acceptButton() {
    return accept;
  }
}
