package chat.parley.ui.login;

import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Texts;
import org.kordamp.ikonli.feather.Feather;

/// What a relay is called on the login pages: its kind first, then where it is.
final class RelayWords {
  private static final Texts TEXTS = Texts.of("login");

  private RelayWords() {}

  static Feather icon(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> Feather.MONITOR;
      case RelayAddress.Parley ignored -> Feather.RADIO;
      case RelayAddress.Classic ignored -> Feather.SERVER;
    };
  }

  /// In a line that begins with *Relay*.
  static String inLine(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> TEXTS.get("relay.here");
      case RelayAddress.Parley parley -> parley.text();
      case RelayAddress.Classic classic -> TEXTS.get("relay.classic", classic.text());
    };
  }

  /// Where it is, within a sentence about a relay.
  static String address(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> TEXTS.get("relay.here");
      case RelayAddress.Parley parley -> parley.text();
      case RelayAddress.Classic classic -> classic.text();
    };
  }

  /// As one choice among several.
  static String asChoice(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> TEXTS.get("relay.choose.here");
      case RelayAddress.Parley parley -> TEXTS.get("relay.choose.parley", parley.text());
      case RelayAddress.Classic classic -> TEXTS.get("relay.choose.classic", classic.text());
    };
  }
}
