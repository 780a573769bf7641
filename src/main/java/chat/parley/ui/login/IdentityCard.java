package chat.parley.ui.login;

import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeyWarning;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One identity on the login page: its face, name and key, and where it is locked, the passphrase in
/// place. One that cannot be used says why and what to do.
final class IdentityCard extends VBox {
  private static final Texts TEXTS = Texts.of("login");
  private static final Texts.Choices<KeyWarning> WARNINGS = TEXTS.choices(KeyWarning.class);
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double AVATAR = 40;

  private final KeysFolderEntry entry;
  private final PasswordField passphrase = new PasswordField();
  private final Label warning = new Label();
  private final VBox details = new VBox();
  private boolean chosen;

  IdentityCard(KeysFolderEntry entry) {
    this.entry = entry;
    StyleClass.CARD.on(this);
    StyleClass.IDENTITY_CARD.on(this);
    StyleClass.IDENTITY_DETAILS.on(details);
    setAccessibleRole(AccessibleRole.RADIO_BUTTON);
    build();
    setAccessibleText(words());
  }

  private void build() {
    HBox line = new HBox(face(), names());
    line.setAlignment(Pos.CENTER_LEFT);
    StyleClass.IDENTITY_LINE.on(line);
    if (entry.locked() && isUsable()) {
      line.getChildren().add(Icons.mark(Feather.LOCK, TEXTS.get("card.locked")));
    }
    if (!entry.warnings().isEmpty()) {
      line.getChildren().add(warningMark());
    }
    getChildren().add(line);
    KeyProblem problem = entry.problem();
    if (problem != null) {
      getChildren().add(new Banner(Tone.WARNING, problem.sentence()));
    }
    passphrase.setPromptText(TEXTS.get("card.passphrase"));
    passphrase.setAccessibleText(TEXTS.get("card.passphrase.of", entry.label()));
  }

  private Node face() {
    if (entry.name() == null) {
      return Icons.large(Feather.FOLDER);
    }
    Avatar avatar = new Avatar(AVATAR);
    avatar.show(entry.name(), entry.fingerprint());
    avatar.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return avatar;
  }

  private Node names() {
    Label name = new Label(entry.label());
    name.setMinWidth(0);
    StyleClass.IDENTITY_NAME.on(name);
    VBox names = new VBox(name, keyLine());
    names.setMinWidth(0);
    HBox.setHgrow(names, Priority.ALWAYS);
    return names;
  }

  private Node keyLine() {
    if (entry.fingerprint() == null) {
      return StyleClass.SECONDARY.on(
          new Label(isUsable() ? TEXTS.get("card.fingerprint.later") : TEXTS.get("card.unusable")));
    }
    Label fingerprint = new Label(entry.fingerprint().brief());
    StyleClass.SECONDARY.on(StyleClass.MONOSPACED.on(fingerprint));
    Label size = StyleClass.SECONDARY.on(new Label(TEXTS.get("card.bits", entry.keyBits())));
    fingerprint.setMinWidth(0);
    size.setMinWidth(0);
    HBox line = new HBox(fingerprint, size);
    line.setAlignment(Pos.BASELINE_LEFT);
    StyleClass.IDENTITY_KEY.on(line);
    return line;
  }

  private Node warningMark() {
    KeyWarning first = entry.warnings().iterator().next();
    warning.setText(WARNINGS.get(first));
    warning.setWrapText(true);
    warning.setMinHeight(Region.USE_PREF_SIZE);
    StyleClass.SECONDARY.on(warning);
    boolean harmless = first == KeyWarning.DEMONSTRATION_KEY;
    Label mark = Icons.mark(harmless ? Feather.INFO : Feather.ALERT_TRIANGLE, WARNINGS.get(first));
    return (harmless ? StyleClass.SECONDARY : Tone.WARNING.style()).on(mark);
  }

  private String words() {
    String name = entry.label();
    KeyProblem problem = entry.problem();
    if (problem != null) {
      return TEXTS.get("card.words.problem", name, problem.sentence());
    }
    String words =
        entry.locked()
            ? TEXTS.get("card.words.locked", name, entry.keyBits())
            : TEXTS.get("card.words", name, entry.keyBits());
    return entry.warnings().isEmpty() ? words : words + " " + warning.getText();
  }

  KeysFolderEntry entry() {
    return entry;
  }

  boolean isUsable() {
    return entry.isUsable() && entry.canLogIn();
  }

  /// The field for the passphrase, while it is shown.
  Optional<PasswordField> passphrase() {
    return chosen && entry.locked() ? Optional.of(passphrase) : Optional.empty();
  }

  /// Marks this card as the one that would log in, or not.
  void setChosen(boolean now) {
    chosen = now;
    pseudoClassStateChanged(SELECTED, now);
    setFocusTraversable(now);
    notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
    passphrase.clear();
    details.getChildren().clear();
    if (now && entry.locked()) {
      details.getChildren().add(passphrase);
    }
    if (now && !entry.warnings().isEmpty()) {
      details.getChildren().add(warning);
    }
    getChildren().remove(details);
    if (!details.getChildren().isEmpty()) {
      getChildren().add(details);
    }
  }

  /// Says why it could not be unlocked.
  void showProblem(@Nullable KeyProblem problem) {
    getChildren().removeIf(node -> node instanceof Banner && entry.problem() == null);
    if (problem != null) {
      Banner banner = new Banner(Tone.DANGER, problem.sentence());
      getChildren().add(banner);
    }
  }

  /// Puts the keyboard where one goes on.
  void focusInside() {
    passphrase().ifPresentOrElse(PasswordField::requestFocus, this::requestFocus);
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.SELECTED
        ? chosen
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
