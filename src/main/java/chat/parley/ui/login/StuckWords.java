package chat.parley.ui.login;

import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Texts;

/// What is said if a relay was not reached or did not let one in.
final class StuckWords {
  private static final Texts TEXTS = Texts.of("login");

  private StuckWords() {}

  /// What happened.
  static String title(LoginStep.Stuck stuck) {
    String name = stuck.name().value();
    return switch (stuck.reason()) {
      case NAME_TAKEN ->
          isClassic(stuck) ? TEXTS.get("stuck.connected", name) : TEXTS.get("stuck.taken", name);
      case NOT_A_RELAY -> TEXTS.get("stuck.not-a-relay");
      case RELAY_CHANGED -> TEXTS.get("stuck.relay-changed");
      case NOT_ADMITTED, KEY_REJECTED -> TEXTS.get("stuck.not-admitted", name);
      case BUSY -> TEXTS.get("stuck.busy");
      case REPLACED -> TEXTS.get("stuck.replaced", name);
      case HISTORY_FAILED -> TEXTS.get("history", name);
      case UNREACHABLE, LOST, CLOSED ->
          isHere(stuck) ? TEXTS.get("stuck.here") : TEXTS.get("stuck.not-reached");
    };
  }

  /// What it means, and what one can do.
  static String sentence(LoginStep.Stuck stuck) {
    String name = stuck.name().value();
    String relay = RelayWords.address(stuck.relay());
    return switch (stuck.reason()) {
      case NAME_TAKEN ->
          isClassic(stuck)
              ? TEXTS.get("stuck.connected.why", name, relay)
              : TEXTS.get("stuck.taken.why", name, relay);
      case NOT_A_RELAY ->
          isClassic(stuck)
              ? TEXTS.get("stuck.not-a-relay.classic", relay)
              : TEXTS.get("stuck.not-a-relay.parley", relay);
      case RELAY_CHANGED -> TEXTS.get("stuck.relay-changed.why", relay);
      case NOT_ADMITTED -> TEXTS.get("stuck.not-admitted.why", relay);
      case KEY_REJECTED -> TEXTS.get("stuck.key-rejected.why", relay);
      case BUSY -> TEXTS.get("stuck.busy.why", relay);
      case REPLACED -> TEXTS.get("stuck.replaced.why", name);
      case HISTORY_FAILED -> TEXTS.get("stuck.history.why");
      case UNREACHABLE ->
          isHere(stuck) ? TEXTS.get("stuck.here.why") : TEXTS.get("stuck.unreachable.why", relay);
      case LOST, CLOSED -> TEXTS.get("stuck.lost.why", relay);
    };
  }

  private static boolean isHere(LoginStep.Stuck stuck) {
    return stuck.relay() instanceof RelayAddress.OnThisComputer;
  }

  private static boolean isClassic(LoginStep.Stuck stuck) {
    return stuck.relay() instanceof RelayAddress.Classic;
  }
}
