package chat.parley.model;

import org.jspecify.annotations.Nullable;

/// A person one can write to, as it stands now.
///
/// @param name its name
/// @param fingerprint its key; absent while none is known or usable
/// @param trust what is known of that key
/// @param presence whether it is at the relay
/// @param problem why its key cannot be used, if so
/// @param last the newest entry of the conversation, if any
/// @param unread texts that came and were not looked at
/// @param standing whether the user wants to hear from it
/// @param missing how many messages it says it sent that have not arrived and are overdue
/// @param isTyping whether it is writing a message just now
/// @param displayName how it likes to be called, shown beside its name; null if it has not said
/// @param lifetime how long what the user writes to it stays
public record Contact(
    Name name,
    @Nullable Fingerprint fingerprint,
    Trust trust,
    Presence presence,
    @Nullable KeyProblem problem,
    @Nullable ChatMessage last,
    int unread,
    Standing standing,
    int missing,
    boolean isTyping,
    @Nullable DisplayName displayName,
    Lifetime lifetime) {

  /// Why a contact cannot be written to.
  public enum KeyProblem {
    /// There is no `pub.pem` for it in the keys folder.
    MISSING,
    /// Its `pub.pem` is damaged or not a key that Parley accepts.
    UNUSABLE,
    /// It is here, but signs with another key than its `pub.pem`.
    SIGNATURE_WRONG
  }

  /// Whether the user wants to hear from a contact.
  public enum Standing {
    /// Written to, taken from the keys folder, or accepted.
    ACCEPTED,
    /// It wrote, and the user has not decided: nothing at all is sent to it.
    REQUEST,
    BLOCKED
  }

  /// A contact that nothing is known of but its name.
  public static Contact of(Name name) {
    return new Contact(
        name,
        null,
        new Trust.New(),
        Presence.UNKNOWN,
        null,
        null,
        0,
        Standing.ACCEPTED,
        0,
        false,
        null,
        Lifetime.UNLIMITED);
  }

  public Contact withKey(@Nullable Fingerprint key, Trust known) {
    return new Contact(
        name,
        key,
        known,
        presence,
        problem,
        last,
        unread,
        standing,
        missing,
        isTyping,
        displayName,
        lifetime);
  }

  public Contact withPresence(Presence next) {
    return new Contact(
        name,
        fingerprint,
        trust,
        next,
        problem,
        last,
        unread,
        standing,
        missing,
        isTyping,
        displayName,
        lifetime);
  }

  public Contact withProblem(@Nullable KeyProblem next) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        next,
        last,
        unread,
        standing,
        missing,
        isTyping,
        displayName,
        lifetime);
  }

  public Contact withLast(@Nullable ChatMessage newest, int notLookedAt) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        problem,
        newest,
        notLookedAt,
        standing,
        missing,
        isTyping,
        displayName,
        lifetime);
  }

  public Contact withStanding(Standing next) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        problem,
        last,
        unread,
        next,
        missing,
        isTyping,
        displayName,
        lifetime);
  }

  public Contact withMissing(int overdue) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        problem,
        last,
        unread,
        standing,
        overdue,
        isTyping,
        displayName,
        lifetime);
  }

  public Contact withTyping(boolean typing) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        problem,
        last,
        unread,
        standing,
        missing,
        typing,
        displayName,
        lifetime);
  }

  public Contact withDisplayName(@Nullable DisplayName called) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        problem,
        last,
        unread,
        standing,
        missing,
        isTyping,
        called,
        lifetime);
  }

  public Contact withLifetime(Lifetime chosen) {
    return new Contact(
        name,
        fingerprint,
        trust,
        presence,
        problem,
        last,
        unread,
        standing,
        missing,
        isTyping,
        displayName,
        chosen);
  }
}
