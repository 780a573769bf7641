package chat.parley.ui.login;

import javafx.scene.control.PasswordField;

/// Takes passphrases out of fields.
final class Passphrases {
  private Passphrases() {}

  /// What was typed, without a string being made of it; the field is empty afterwards. Who gets the
  /// characters wipes them.
  static char[] take(PasswordField field) {
    CharSequence typed = field.getCharacters();
    char[] passphrase = new char[typed.length()];
    for (int i = 0; i < passphrase.length; i++) {
      passphrase[i] = typed.charAt(i);
    }
    field.clear();
    return passphrase;
  }

  /// Whether both fields hold the same.
  static boolean same(PasswordField one, PasswordField other) {
    return CharSequence.compare(one.getCharacters(), other.getCharacters()) == 0;
  }
}
