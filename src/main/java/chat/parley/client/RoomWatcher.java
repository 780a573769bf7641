package chat.parley.client;

import chat.parley.identity.PeerKey;
import chat.parley.model.Name;
import java.util.Optional;

/// Who is told what happens in a [ClassicRoom]. All calls come on the core thread.
interface RoomWatcher {
  /// The key of a contact in the keys folder, if it has one; empty for one's own name.
  Optional<PeerKey> keyOf(Name contact);

  /// Somebody who was not here announced itself with its own key.
  void joined(Name contact);

  /// Somebody is here who has proven no key.
  void enteredUnproven(String nickname);

  /// Somebody is gone.
  void left(Name contact);

  /// Somebody is gone who was here under nobody's name, or not to our knowledge.
  void leftUnproven(String nickname);

  /// A contact proved its key, and has a new session.
  void proven(Name contact);

  /// Whether a contact is here, or how it stands, is another now.
  void changed(Name contact);

  /// A contact wrote.
  void received(Name contact, String text);

  /// A message of a contact did not open.
  void notOpened(Name contact);

  /// A message of a contact came before a session key.
  void beforeSessionKey(Name contact);

  /// Somebody signs with another key than its `pub.pem`.
  ///
  /// @param contact whose name it uses
  void signatureWrong(String nickname, Name contact);

  /// Somebody is here whose key is not in the keys folder.
  void unknownMember(String nickname);

  /// The server answers that a contact is not here: what was sent to it last did not reach it.
  void notHere(Name contact);

  /// The server says something of its own.
  void serverSays(String text);

  /// A frame made no sense.
  void senseless(String sentence);

  /// The room can keep no more of what it must not forget: a new connection is due.
  void wornOut();
}
