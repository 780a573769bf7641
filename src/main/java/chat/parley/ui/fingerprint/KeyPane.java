package chat.parley.ui.fingerprint;

import atlantafx.base.theme.Styles;
import chat.parley.client.KeyDetails;
import chat.parley.model.Contact;
import chat.parley.model.Contact.KeyProblem;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// All of a key that could be read.
final class KeyPane extends VBox {
  private static final Texts TEXTS = Texts.of("fingerprint");

  private final FingerprintViewModel model;
  private final Consumer<Node> reveal;
  private final Banner impostor = new Banner(Tone.DANGER, "");
  private final TrustSection trust;
  private final SafetyNumberSection number;
  private final ComparisonBox comparison;
  private final Button mark = new Button(TEXTS.get("mark"));
  private final Button withdraw = new Button(TEXTS.get("withdraw"));
  private final Label markHint = Words.quiet("");
  private final KeySection key = new KeySection();
  private final ProtectionSection protection = new ProtectionSection();

  /// @param reveal scrolls to what just appeared
  KeyPane(FingerprintViewModel model, LocalTimes times, Consumer<Node> reveal) {
    this.model = model;
    this.reveal = reveal;
    trust = new TrustSection(times, this::startComparing, model::withdraw);
    number = new SafetyNumberSection(this::toggleComparing);
    comparison = new ComparisonBox(model.pastedProperty());
    build();
    bind();
  }

  private void build() {
    mark.getStyleClass().add(Styles.ACCENT);
    mark.setMaxWidth(Double.MAX_VALUE);
    withdraw.getStyleClass().add(Styles.FLAT);
    VBox decision = StyleClass.SECTION.on(new VBox(mark, withdraw, markHint));
    StyleClass.KEY_PANE.on(this);
    getChildren().addAll(impostor, trust, number, comparison, decision, key, protection);
  }

  private void bind() {
    mark.setOnAction(pressed -> model.markVerified());
    withdraw.setOnAction(pressed -> model.withdraw());
    comparison.managedProperty().bind(comparison.visibleProperty());
    comparison.setVisible(false);
  }

  private void toggleComparing() {
    if (comparison.isVisible()) {
      comparison.setVisible(false);
    } else {
      startComparing();
    }
  }

  void startComparing() {
    comparison.setVisible(true);
    comparison.field().requestFocus();
    reveal.accept(comparison);
  }

  void show(Contact contact, KeyDetails details) {
    boolean forged = contact.problem() == KeyProblem.SIGNATURE_WRONG;
    impostor.setText(TEXTS.get("failed.signature-wrong", contact.name()));
    impostor.setManaged(forged);
    impostor.setVisible(forged);
    trust.show(contact, details.fingerprint());
    number.show(details);
    key.show(details);
    boolean verified = contact.trust() instanceof Trust.Verified;
    boolean hadKeyboard = mark.isFocused() || withdraw.isFocused();
    mark.setManaged(!verified);
    mark.setVisible(!verified);
    withdraw.setManaged(verified);
    withdraw.setVisible(verified);
    if (hadKeyboard) {
      (verified ? withdraw : mark).requestFocus();
    }
    markHint.setText(
        verified ? TEXTS.get("withdraw.hint") : TEXTS.get("mark.hint", contact.name()));
    protection.show(contact, model.protection());
  }

  void show(Comparison result, Contact contact) {
    comparison.show(result, contact.name());
    mark.setDisable(result instanceof Comparison.Different || result instanceof Comparison.Own);
    if (!(result instanceof Comparison.Nothing)) {
      reveal.accept(comparison);
    }
  }

  /// The key that was compared is not here any more: nothing is said of it under the next one.
  void forgetComparison() {
    comparison.clear();
    mark.setDisable(false);
  }

  /// Another contact's key comes: what was opened for the last one closes.
  void reset() {
    comparison.setVisible(false);
    number.qrButton().setSelected(false);
  }

  Banner impostorBanner() {
    return impostor;
  }

  TrustSection trust() {
    return trust;
  }

  ProtectionSection protection() {
    return protection;
  }

  SafetyNumberSection number() {
    return number;
  }

  ComparisonBox comparison() {
    return comparison;
  }

  KeySection key() {
    return key;
  }

  Button markButton() {
    return mark;
  }

  Button withdrawButton() {
    return withdraw;
  }
}
