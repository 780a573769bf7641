package chat.parley.ui.conversation;

import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Texts;

/// The one calm line beside the place to write: that the contact writes, that it gets later what is
/// written now, or what classic encryption cannot do.
///
/// @param words what it says; empty if there is nothing to say
record Aside(Kind kind, String words) {
  /// What the line is about.
  enum Kind {
    NOTHING,
    TYPING,
    LATER,
    LIMITS
  }

  private static final Texts TEXTS = Texts.of("conversation");
  private static final Aside NOTHING = new Aside(Kind.NOTHING, "");

  static Aside of(Contact contact, Protection protection) {
    Name name = contact.name();
    if (protection == Protection.CLASSIC) {
      return new Aside(Kind.LIMITS, TEXTS.get("limits", name));
    }
    if (contact.problem() != null || contact.standing() != Contact.Standing.ACCEPTED) {
      return NOTHING;
    }
    boolean isUndecided =
        contact.trust() instanceof Trust.Offered
            || (contact.trust() instanceof Trust.Changed changed && changed.wasVerified());
    if (isUndecided) {
      return new Aside(Kind.LATER, TEXTS.get("aside.undecided", name));
    }
    if (contact.isTyping()) {
      return new Aside(Kind.TYPING, TEXTS.get("aside.typing", name));
    }
    return switch (contact.presence()) {
      case HERE -> NOTHING;
      case AWAY -> new Aside(Kind.LATER, TEXTS.get("aside.away", name));
      case UNKNOWN -> new Aside(Kind.LATER, TEXTS.get("aside.not-connected", name));
    };
  }
}
