package chat.parley.client;

import chat.parley.identity.PeerKey;
import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import java.util.Optional;
import java.util.function.Predicate;

/// Writes down and tells what happens in a [ClassicRoom], and lets out what can go out after it. Belongs to
/// the core thread.
final class RoomNews implements RoomWatcher {
  private final Name me;
  private final KeyRing keys;
  private final Contacts contacts;
  private final Journal journal;
  private final Outbox outbox;
  private final Notices notices;
  private final Predicate<Name> isForged;
  private final Runnable leave;

  /// @param isForged whether somebody is here under a contact's name with another key
  /// @param leave ends the connection, so that a new one is made
  RoomNews(
      Name me,
      KeyRing keys,
      Contacts contacts,
      Journal journal,
      Outbox outbox,
      Notices notices,
      Predicate<Name> isForged,
      Runnable leave) {
    this.me = me;
    this.keys = keys;
    this.contacts = contacts;
    this.journal = journal;
    this.outbox = outbox;
    this.notices = notices;
    this.isForged = isForged;
    this.leave = leave;
  }

  @Override
  public Optional<PeerKey> keyOf(Name contact) {
    return contact.equals(me) ? Optional.empty() : keys.key(contact);
  }

  @Override
  public void joined(Name contact) {
    notices.tell(new Notice.Joined(contact));
  }

  /// In the server's own words: what there is to say of who has no key, or another, is told by itself.
  @Override
  public void enteredUnproven(String nickname) {
    notices.tellSparingly(new Notice.ServerSays(Shown.of(nickname + Notice.ServerSays.JOINED)));
  }

  @Override
  public void left(Name contact) {
    outbox.sessionEnded(contact);
    if (keyOf(contact).isPresent()) {
      notices.tell(new Notice.Left(contact));
    } else {
      notices.tellSparingly(new Notice.Left(contact));
    }
  }

  @Override
  public void leftUnproven(String nickname) {
    notices.tellSparingly(new Notice.Left(Shown.of(nickname)));
  }

  @Override
  public void proven(Name contact) {
    outbox.newSession(contact);
    changed(contact);
  }

  @Override
  public void changed(Name contact) {
    contacts.refresh(contact);
    outbox.send(contact);
  }

  @Override
  public void received(Name contact, String text) {
    journal.incoming(contact, text);
  }

  @Override
  public void notOpened(Name contact) {
    if (contact.equals(me)) {
      senseless("a message in one's own name does not open");
      return;
    }
    journal.note(contact, ChatMessage.Note.Kind.NOT_OPENED);
  }

  @Override
  public void beforeSessionKey(Name contact) {
    if (contact.equals(me)) {
      senseless("a message in one's own name came before one's own session key");
      return;
    }
    journal.note(contact, ChatMessage.Note.Kind.BEFORE_SESSION_KEY);
  }

  @Override
  public void signatureWrong(String nickname, Name contact) {
    notices.tellSparingly(new Notice.SignatureWrong(Shown.of(nickname)));
    if (isForged.test(contact)) {
      journal.note(contact, ChatMessage.Note.Kind.SIGNATURE_WRONG);
    }
  }

  @Override
  public void unknownMember(String nickname) {
    notices.tellSparingly(new Notice.UnknownMember(Shown.of(nickname)));
  }

  @Override
  public void notHere(Name contact) {
    outbox.notHere(contact);
  }

  @Override
  public void serverSays(String text) {
    notices.tellSparingly(new Notice.ServerSays(Shown.of(text)));
  }

  @Override
  public void senseless(String sentence) {
    notices.tellSparingly(new Notice.BadFrame(Shown.of(sentence)));
  }

  @Override
  public void wornOut() {
    leave.run();
  }
}
