package chat.parley.ui.kit;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The words of one feature, from `chat/parley/ui/<feature>/texts.properties` (UTF-8).
///
/// So that a test can find missing and unused keys, a class keeps its texts in a constant and asks with a
/// literal key, or by a constant of an enum whose every value has a text under
/// `<enumName>.<constant-name>`:
///
/// ```java
/// private static final Texts TEXTS = Texts.of("login");
/// private static final Texts.Choices<Reason> REASONS = TEXTS.choices(Reason.class);
///
/// TEXTS.get("folder.empty", folder);          // folder.empty=No identities in {0} yet
/// REASONS.get(Reason.NAME_TAKEN, name);       // reason.name-taken={0} is already connected
/// ```
///
/// Texts are [MessageFormat] patterns, always: apostrophes are written ’, and a number that is not to be
/// grouped as `{0,number,#}`.
public final class Texts {
  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /// @param feature the folder under `ui` that holds the texts
  /// @throws MissingResourceException if there is none
  public static Texts of(String feature) {
    return new Texts(ResourceBundle.getBundle("chat.parley.ui." + feature + ".texts", Locale.ROOT));
  }

  /// The text under this key, with the arguments filled in.
  ///
  /// @throws MissingResourceException if there is no such key
  public String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), Locale.getDefault(Locale.Category.FORMAT))
        .format(arguments);
  }

  /// The texts of an enum, one for each of its constants.
  ///
  /// @throws MissingResourceException if a constant has none
  public <E extends Enum<E>> Choices<E> choices(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      bundle.getString(key(constant));
    }
    return (constant, arguments) -> get(key(constant), arguments);
  }

  /// `Reason.NAME_TAKEN` has the key `reason.name-taken`.
  static String key(Enum<?> constant) {
    String type = constant.getDeclaringClass().getSimpleName();
    return Character.toLowerCase(type.charAt(0))
        + type.substring(1)
        + "."
        + constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The texts of an enum.
  @FunctionalInterface
  public interface Choices<E extends Enum<E>> {
    /// The text of this constant, with the arguments filled in.
    String get(E constant, Object... arguments);
  }
}
