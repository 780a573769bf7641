package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.Lifetime;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is kept of a contact.
///
/// @param key the SubjectPublicKeyInfo that is pinned for the name; null while none was met
/// @param trust what is known of that key
/// @param standing whether the user wants to hear from it
/// @param readUpTo the last entry of the conversation that the user has seen
/// @param offeredKey another SubjectPublicKeyInfo that came under the name and that the user has not
///     decided on
/// @param profile what it said of itself; null if nothing
/// @param told the name that the user likes to be called by as the contact was told it, empty for none; null if it
///     was told nothing
/// @param lifetime how long what the user writes to it stays
public record StoredContact(
    Name name,
    @Nullable Bytes key,
    Trust trust,
    Contact.Standing standing,
    Position readUpTo,
    @Nullable Bytes offeredKey,
    @Nullable Profile profile,
    @Nullable String told,
    Lifetime lifetime) {
  /// What a contact said of itself.
  ///
  /// @param at as it dated that: what is older and comes later changes nothing
  /// @param name how it likes to be called; null for no way in particular
  public record Profile(Instant at, @Nullable DisplayName name) {
    @Override
    public String toString() {
      return "Profile";
    }
  }

  /// A contact that nothing is known of but its name.
  public static StoredContact of(Name name, Contact.Standing standing) {
    return new StoredContact(
        name,
        null,
        new Trust.New(),
        standing,
        Position.BEGINNING,
        null,
        null,
        null,
        Lifetime.UNLIMITED);
  }

  /// Pins a key; what was offered is decided with it. Who has another key has not said how it likes to be called,
  /// and was told nothing.
  public StoredContact withKey(Bytes pinned, Trust known) {
    boolean isSame = Objects.equals(key, pinned);
    return new StoredContact(
        name,
        pinned,
        known,
        standing,
        readUpTo,
        null,
        isSame ? profile : null,
        isSame ? told : null,
        lifetime);
  }

  public StoredContact withTrust(Trust known) {
    return new StoredContact(
        name, key, known, standing, readUpTo, offeredKey, profile, told, lifetime);
  }

  public StoredContact withStanding(Contact.Standing decided) {
    return new StoredContact(
        name, key, trust, decided, readUpTo, offeredKey, profile, told, lifetime);
  }

  public StoredContact withReadUpTo(Position seen) {
    return new StoredContact(name, key, trust, standing, seen, offeredKey, profile, told, lifetime);
  }

  public StoredContact withOfferedKey(@Nullable Bytes offered) {
    return new StoredContact(
        name, key, trust, standing, readUpTo, offered, profile, told, lifetime);
  }

  public StoredContact withProfile(@Nullable Profile said) {
    return new StoredContact(
        name, key, trust, standing, readUpTo, offeredKey, said, told, lifetime);
  }

  public StoredContact withTold(@Nullable String heard) {
    return new StoredContact(
        name, key, trust, standing, readUpTo, offeredKey, profile, heard, lifetime);
  }

  public StoredContact withLifetime(Lifetime chosen) {
    return new StoredContact(
        name, key, trust, standing, readUpTo, offeredKey, profile, told, chosen);
  }

  /// Its name alone is private already.
  @Override
  public String toString() {
    return "StoredContact[" + standing + "]";
  }
}
