package chat.parley.ui.conversation;

import chat.parley.model.Contact;
import chat.parley.model.Contact.Standing;
import chat.parley.model.DisplayName;
import chat.parley.model.Fingerprint;
import chat.parley.model.Lifetime;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.Trust;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Texts;
import org.jspecify.annotations.Nullable;

/// What is said about a contact above a conversation.
///
/// @param key what is known of its key
/// @param keyWords the same in one or two words
/// @param keySentence the same in a sentence
/// @param presenceWords whether it is here, in one or two words
/// @param standing whether the user wants to hear from it
/// @param obstacle why one cannot write to it for want of a key; null if there is one
/// @param displayName how it likes to be called; null if it has not said
/// @param lifetime how long what the user writes to it stays
record ContactHeading(
    Name name,
    @Nullable Fingerprint fingerprint,
    KeyState key,
    String keyWords,
    String keySentence,
    Presence presence,
    String presenceWords,
    Standing standing,
    @Nullable String obstacle,
    @Nullable DisplayName displayName,
    Lifetime lifetime) {
  /// What is known of a key.
  enum KeyState {
    NEW,
    SEEN_BEFORE,
    VERIFIED,
    /// Another key than before, which nobody had compared.
    CHANGED,
    /// Another key than the one the user had compared: nothing is sent.
    CHANGED_AFTER_VERIFIED,
    /// Another key than one that is vouched for, though nobody had compared it: nothing is sent.
    OFFERED,
    /// There is none that could be used.
    PROBLEM
  }

  private static final Texts TEXTS = Texts.of("conversation");
  private static final Texts.Choices<KeyState> WORDS = TEXTS.choices(KeyState.class);
  private static final Texts.Choices<Presence> PRESENCE = TEXTS.choices(Presence.class);
  private static final Texts.Choices<Contact.KeyProblem> PROBLEMS =
      TEXTS.choices(Contact.KeyProblem.class);

  static ContactHeading of(Contact contact, LocalTimes times) {
    Contact.KeyProblem problem = contact.problem();
    String obstacle = problem == null ? null : PROBLEMS.get(problem, contact.name());
    KeyState key = problem == null ? state(contact.trust()) : KeyState.PROBLEM;
    return new ContactHeading(
        contact.name(),
        contact.fingerprint(),
        key,
        WORDS.get(key),
        obstacle == null ? sentence(contact, times) : obstacle,
        contact.presence(),
        contact.isTyping() ? TEXTS.get("presence.typing") : PRESENCE.get(contact.presence()),
        contact.standing(),
        obstacle,
        contact.displayName(),
        contact.lifetime());
  }

  /// Whether one can write to the contact now.
  boolean canWrite() {
    return obstacle == null && standing == Standing.ACCEPTED;
  }

  /// What the beginning of the conversation says of the key: a word where a banner or a page says more.
  String atBeginning() {
    return switch (key) {
      case SEEN_BEFORE, VERIFIED -> keySentence;
      case NEW, CHANGED, CHANGED_AFTER_VERIFIED, OFFERED, PROBLEM -> keyWords;
    };
  }

  /// Whether messages wait until the user has decided about the key.
  boolean blocked() {
    return key == KeyState.CHANGED_AFTER_VERIFIED || key == KeyState.OFFERED;
  }

  private static KeyState state(Trust trust) {
    return switch (trust) {
      case Trust.New() -> KeyState.NEW;
      case Trust.SeenBefore() -> KeyState.SEEN_BEFORE;
      case Trust.Verified _ -> KeyState.VERIFIED;
      case Trust.Changed(Fingerprint _, boolean wasVerified) ->
          wasVerified ? KeyState.CHANGED_AFTER_VERIFIED : KeyState.CHANGED;
      case Trust.Offered _ -> KeyState.OFFERED;
    };
  }

  private static String sentence(Contact contact, LocalTimes times) {
    Name name = contact.name();
    return switch (contact.trust()) {
      case Trust.New() -> TEXTS.get("trust.new", name);
      case Trust.SeenBefore() -> TEXTS.get("trust.seen-before");
      case Trust.Verified(var since) -> TEXTS.get("trust.verified", times.date(since));
      case Trust.Changed(Fingerprint _, boolean wasVerified) ->
          wasVerified
              ? TEXTS.get("trust.changed-after-verified", name)
              : TEXTS.get("trust.changed", name);
      case Trust.Offered _ -> TEXTS.get("trust.offered", name);
    };
  }
}
