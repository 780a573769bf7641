package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import org.jspecify.annotations.Nullable;

/// What is kept of a contact.
///
/// @param key the SubjectPublicKeyInfo that is pinned for the name; null while none was met
/// @param trust what is known of that key
/// @param standing whether the user wants to hear from it
/// @param readUpTo the last entry of the conversation that the user has seen
/// @param offeredKey another SubjectPublicKeyInfo that came under the name and that the user has not
///     decided on
public record StoredContact(
    Name name,
    @Nullable Bytes key,
    Trust trust,
    Contact.Standing standing,
    Position readUpTo,
    @Nullable Bytes offeredKey) {
  /// A contact that nothing is known of but its name.
  public static StoredContact of(Name name, Contact.Standing standing) {
    return new StoredContact(name, null, new Trust.New(), standing, Position.BEGINNING, null);
  }

  /// Pins a key; what was offered is decided with it.
  public StoredContact withKey(Bytes pinned, Trust known) {
    return new StoredContact(name, pinned, known, standing, readUpTo, null);
  }

  public StoredContact withTrust(Trust known) {
    return new StoredContact(name, key, known, standing, readUpTo, offeredKey);
  }

  public StoredContact withStanding(Contact.Standing decided) {
    return new StoredContact(name, key, trust, decided, readUpTo, offeredKey);
  }

  public StoredContact withReadUpTo(Position seen) {
    return new StoredContact(name, key, trust, standing, seen, offeredKey);
  }

  public StoredContact withOfferedKey(@Nullable Bytes offered) {
    return new StoredContact(name, key, trust, standing, readUpTo, offered);
  }

  /// Its name alone is private already.
  @Override
  public String toString() {
    return "StoredContact[" + standing + "]";
  }
}
