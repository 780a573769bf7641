package chat.parley.ui.login;

import chat.parley.model.Fingerprint;
import chat.parley.model.HostPort;
import chat.parley.model.Invitation;
import chat.parley.model.RelayAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a text means that somebody typed or pasted to say which relay.
sealed interface TypedRelay {
  /// Nothing yet.
  record Nothing() implements TypedRelay {}

  /// An invitation: the relay's key is in it.
  record Invited(Invitation invitation) implements TypedRelay {}

  /// Only where it is.
  ///
  /// @param relay if it speaks Parley 1
  /// @param classic if it is a classic server
  record Address(HostPort relay, RelayAddress.Classic classic) implements TypedRelay {}

  /// Not whole yet, or no relay at all.
  ///
  /// @param keyLength how many characters of the relay's key are there
  record Unclear(Flaw flaw, int keyLength) implements TypedRelay {}

  /// What is amiss.
  enum Flaw {
    ADDRESS,
    KEY_MISSING,
    KEY_SHORT,
    KEY_LONG,
    KEY_DAMAGED,
    OTHER_LINK
  }

  /// How many characters of an invitation are the relay's key.
  int KEY_LENGTH = new Fingerprint(new byte[Fingerprint.BYTES]).base32().length();

  /// How much is looked at; nothing that long is an address.
  int MAX_LENGTH = 1_000;

  /// What a key is written with.
  Pattern KEY = Pattern.compile("[A-Za-z2-7]*");

  /// Reads a text as mail programs and people hand it on: in quotes or angle brackets, broken into lines.
  static TypedRelay read(String text) {
    String plain =
        text.substring(0, Math.min(text.length(), MAX_LENGTH)).replaceAll("[\\s<>\"'“”]+", "");
    String small = plain.toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return new Nothing();
    }
    if (small.startsWith("parley:/")) {
      return invitation(plain);
    }
    if (small.contains("://")) {
      return new Unclear(Flaw.OTHER_LINK, 0);
    }
    try {
      HostPort relay = HostPort.parse(plain, Invitation.PORT);
      Invitation.requireHost(relay.host());
      return new Address(relay, RelayAddress.Classic.parse(plain));
    } catch (IllegalArgumentException none) {
      return new Unclear(Flaw.ADDRESS, 0);
    }
  }

  private static TypedRelay invitation(String link) {
    try {
      return new Invited(Invitation.parse(link));
    } catch (IllegalArgumentException none) {
      return unclear(link);
    }
  }

  private static Unclear unclear(String link) {
    int hash = link.indexOf('#');
    if (hash < 0) {
      return new Unclear(Flaw.KEY_MISSING, 0);
    }
    String key = link.substring(hash + 1);
    if (!KEY.matcher(key).matches()) {
      return new Unclear(Flaw.KEY_DAMAGED, key.length());
    }
    if (key.length() != KEY_LENGTH) {
      return new Unclear(key.length() < KEY_LENGTH ? Flaw.KEY_SHORT : Flaw.KEY_LONG, key.length());
    }
    return new Unclear(isAddress(link.substring(0, hash)) ? Flaw.KEY_DAMAGED : Flaw.ADDRESS, 0);
  }

  private static boolean isAddress(String front) {
    return Pattern.matches("(?i)parley://[^/]+/?", front)
        && read(front.replaceFirst("(?i)parley://", "").replaceFirst("/$", "")) instanceof Address;
  }
}
