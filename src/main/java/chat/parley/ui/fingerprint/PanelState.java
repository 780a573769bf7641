package chat.parley.ui.fingerprint;

import chat.parley.client.KeyDetails;
import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import org.jspecify.annotations.Nullable;

/// What the panel shows.
public sealed interface PanelState {
  /// No contact was chosen.
  record Nothing() implements PanelState {}

  /// The key is being read.
  ///
  /// @param fingerprint the contact's key, as far as it is known
  /// @param slow whether it takes long enough to say so
  record Loading(Name contact, @Nullable Fingerprint fingerprint, boolean slow)
      implements PanelState {}

  /// There is no key to show.
  record Failed(Name contact, Failure failure) implements PanelState {}

  /// The key and what is known of it; both speak of the same fingerprint.
  record Full(Contact contact, KeyDetails details) implements PanelState {}

  /// Why there is no key to show.
  enum Failure {
    /// There is no `pub.pem`.
    MISSING,
    /// The `pub.pem` is no key that Parley accepts.
    UNUSABLE,
    /// Who is here under this name signs with another key.
    SIGNATURE_WRONG,
    /// The contact is in neither the keys folder nor the room any more.
    GONE,
    /// It could not be read just now.
    UNREADABLE
  }
}
