package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerKey;
import chat.parley.model.Name;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import chat.parley.session.classic.ClassicSession;
import chat.parley.session.classic.ConnectionKey;
import chat.parley.session.classic.SealedText;
import chat.parley.session.classic.SessionWorn;
import chat.parley.session.classic.SignedText;
import chat.parley.wire.BodyException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.Nickname;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is on the classic server during one connection, and the sessions with them: all that the frames of
/// the protocol mean. Belongs to the core thread.
final class ClassicRoom {
  private static final String NOT_HERE = " is not connected";

  private final RoomWatcher watcher;
  private final Name me;
  private final SecureRandom random;
  private final Consumer<ClassicBody> out;
  private final Handshakes handshakes;
  private final Lanes<Name> lanes = new Lanes<>();
  private final ClassicMembers members;
  private final RoomRoll roll = new RoomRoll();
  private boolean isIn;
  private boolean closed;

  /// @param key made for this connection
  /// @param out takes what is to be sent
  ClassicRoom(
      Core core,
      RoomWatcher watcher,
      Identity me,
      ConnectionKey key,
      SecureRandom random,
      Consumer<ClassicBody> out) {
    this.watcher = watcher;
    this.members = new ClassicMembers(watcher::changed);
    this.me = me.name();
    this.random = random;
    this.out = out;
    this.handshakes = new Handshakes(core, lanes, me, key, random);
  }

  /// Announces the connection's key.
  void enter() {
    handshakes.announce(
        signed -> {
          if (!closed) {
            out.accept(
                new ClassicBody.Announcement(me.value(), signed.text(), signed.signatureHex()));
          }
        });
  }

  /// How a contact stands; empty if nobody of its name is here.
  Optional<ClassicMembers.Standing> standing(Name contact) {
    return Optional.ofNullable(members.find(contact))
        .filter(member -> !roll.isDeparting(member.nickname()))
        .map(ClassicMembers.Member::standing);
  }

  /// Encrypts a text for a contact that is proven.
  ClassicBody.EncryptedMessage seal(Name contact, String text) {
    ClassicMembers.Member member = members.find(contact);
    if (member == null || member.sessions() == null) {
      throw new IllegalStateException("there is no session");
    }
    SealedText sealed = member.sessions().encrypt(text);
    return new ClassicBody.EncryptedMessage(
        member.nickname(), me.value(), sealed.messageHex(), sealed.signatureHex(), sealed.ivHex());
  }

  /// A contact's key is another now, or there is one at last: who introduced itself under its name must
  /// prove itself again.
  void rekeyed(Name contact) {
    ClassicMembers.Member member = members.find(contact);
    if (member == null || contact.equals(me)) {
      return;
    }
    if (member.standing() == ClassicMembers.Standing.PROVEN) {
      // What it introduced itself with is of the old key, and counts no second time.
      member.close();
      members.put(
          contact,
          new ClassicMembers.Member(
              member.nickname(), ClassicMembers.Standing.SIGNATURE_WRONG, null, null));
    } else if (member.introduction() != null) {
      receive(member.introduction(), () -> {});
    } else if (member.standing() == ClassicMembers.Standing.SIGNATURE_WRONG) {
      watcher.wornOut();
    }
  }

  /// Forgets everybody and all keys.
  void close() {
    closed = true;
    members.close();
  }

  /// Deals with a frame.
  ///
  /// @param done run when it is dealt with
  void receive(ClassicBody body, Runnable done) {
    switch (body) {
      case ClassicBody.AddKey addKey -> joined(addKey, done);
      case ClassicBody.SessionKey skey ->
          inLane(skey.from(), done, (name, then) -> offered(skey, name, then));
      case ClassicBody.EncryptedMessage message ->
          inLane(message.from(), done, quick(name -> written(message, name)));
      case ClassicBody.DelKey delKey -> left(delKey.nickname(), done);
      case ClassicBody.ServerMessage said -> serverSays(said.text(), done);
      case ClassicBody.Greeting greeting -> done.run();
      case ClassicBody.Announcement announcement ->
          refuse("a key was announced to a member in place of the server", done);
      case ClassicBody.Unknown unknown ->
          refuse("a frame of an unknown type came: " + unknown.type(), done);
    }
  }

  /// What a frame of one member means.
  @FunctionalInterface
  private interface Meaning {
    void act(Name name, Runnable done);
  }

  private static Meaning quick(Consumer<Name> meaning) {
    return (name, done) -> {
      meaning.accept(name);
      done.run();
    };
  }

  private void inLane(String nickname, Runnable done, Meaning meaning) {
    Optional<Name> name = new Nickname(nickname).name();
    if (name.isEmpty()) {
      stranger(nickname);
      done.run();
      return;
    }
    lanes.run(
        name.get(),
        () -> {
          if (closed) {
            done.run();
          } else {
            meaning.act(name.get(), done);
          }
        });
  }

  /// Who can be no contact, or none with a key.
  private void stranger(String nickname) {
    if (roll.isNewStranger(nickname)) {
      watcher.unknownMember(nickname);
    }
  }

  /// Who sends a session key was here before.
  private void enteredUnproven(String nickname, ClassicBody introduction) {
    if (introduction instanceof ClassicBody.AddKey && roll.enters(nickname)) {
      watcher.enteredUnproven(nickname);
    }
  }

  private void refuse(String sentence, Runnable done) {
    watcher.senseless(sentence);
    done.run();
  }

  // Announcements and session keys

  /// An original server passes announcements on to whoever has a name, announced or not. Who announced itself
  /// before us answers our announcement: if we answered, too, each would end with the other's keys.
  private void joined(ClassicBody.AddKey addKey, Runnable done) {
    isIn |= addKey.nickname().equals(me.value());
    if (isIn) {
      if (new Nickname(addKey.nickname()).name().isEmpty()) {
        enteredUnproven(addKey.nickname(), addKey);
      }
      inLane(addKey.nickname(), done, (name, then) -> announced(addKey, name, then));
    } else {
      done.run();
    }
  }

  private void announced(ClassicBody.AddKey addKey, Name name, Runnable done) {
    try {
      ClassicBody.Announcement announcement = addKey.announcement();
      // What is kept is what counts of it: a stranger's may be as long as a frame.
      ClassicBody introduction = new ClassicBody.AddKey(addKey.nickname(), announcement.json());
      if (!announcement.from().equals(addKey.nickname())) {
        refuse("a key was announced in another member's name", done);
      } else if (canProve(addKey.nickname(), name, introduction)) {
        Optional<PeerKey> from = watcher.keyOf(name);
        handshakes.answer(
            new SignedText(announcement.keyPem(), announcement.signatureHex()),
            name,
            from,
            outcome -> conclude(addKey.nickname(), name, from, introduction, outcome, done));
      } else {
        done.run();
      }
    } catch (BodyException e) {
      refuse(String.valueOf(e.getMessage()), done);
    }
  }

  private void offered(ClassicBody.SessionKey skey, Name name, Runnable done) {
    if (!skey.to().equals(me.value())) {
      refuse("a session key came that is for somebody else", done);
    } else if (canProve(skey.from(), name, skey)) {
      Optional<PeerKey> from = watcher.keyOf(name);
      handshakes.open(
          new SignedText(skey.keyHex(), skey.signatureHex()),
          name,
          from,
          outcome -> conclude(skey.from(), name, from, skey, outcome, done));
    } else {
      done.run();
    }
  }

  /// Whether there is a key to check a member by. One's own is known; it is nobody else's, however it is
  /// spelt.
  private boolean canProve(String nickname, Name name, ClassicBody introduction) {
    if (name.equals(me)) {
      if (!nickname.equals(me.value())) {
        enteredUnproven(nickname, introduction);
        watcher.signatureWrong(nickname, name);
      }
      return nickname.equals(me.value());
    }
    if (watcher.keyOf(name).isPresent()) {
      return true;
    }
    enteredUnproven(nickname, introduction);
    members.stand(nickname, name, ClassicMembers.Standing.KEY_MISSING, introduction);
    stranger(nickname);
    return false;
  }

  private void conclude(
      String nickname,
      Name name,
      Optional<PeerKey> from,
      ClassicBody introduction,
      Handshakes.Outcome outcome,
      Runnable done) {
    // The connection may have ended, or the key have become another, while a worker was at it.
    if (!closed && !watcher.keyOf(name).equals(from)) {
      receive(introduction, done);
      return;
    }
    if (!closed) {
      switch (outcome) {
        case Handshakes.Outcome.Agreed agreed -> {
          agreed
              .reply()
              .filter(_ -> !roll.isDeparting(nickname))
              .ifPresent(reply -> out.accept(sessionKey(reply, nickname)));
          prove(nickname, name, agreed, introduction);
        }
        case Handshakes.Outcome.Forged forged -> {
          enteredUnproven(nickname, introduction);
          members.stand(nickname, name, ClassicMembers.Standing.SIGNATURE_WRONG, introduction);
          watcher.signatureWrong(nickname, name);
        }
        case Handshakes.Outcome.Damaged damaged ->
            watcher.senseless(nickname + ": " + damaged.sentence());
        case Handshakes.Outcome.Repeated repeated -> {}
        case Handshakes.Outcome.Exhausted exhausted -> watcher.wornOut();
      }
    }
    done.run();
  }

  private ClassicBody sessionKey(SignedText sealed, String to) {
    return new ClassicBody.SessionKey(sealed.text(), sealed.signatureHex(), me.value(), to);
  }

  private void prove(
      String nickname, Name name, Handshakes.Outcome.Agreed agreed, ClassicBody introduction) {
    ClassicSession session = new ClassicSession(agreed.keys(), me.value(), nickname, random);
    ClassicMembers.Member before = members.find(name);
    PairSessions sessions = new PairSessions(session);
    if (before != null && before.sessions() != null && before.nickname().equals(nickname)) {
      sessions = before.sessions();
      sessions.add(session);
    } else if (before != null) {
      before.close();
    }
    members.prove(
        name,
        new ClassicMembers.Member(
            nickname, ClassicMembers.Standing.PROVEN, sessions, introduction));
    boolean isNews = roll.enters(nickname);
    if (agreed.reply().isPresent() && isNews && !name.equals(me)) {
      watcher.joined(name);
    }
    watcher.proven(name);
  }

  // Messages and departures

  private void written(ClassicBody.EncryptedMessage message, Name name) {
    ClassicMembers.Member member = members.find(name);
    if (member == null || member.sessions() == null || !member.nickname().equals(message.from())) {
      cannotOpen(message.from(), name, member);
      return;
    }
    try {
      SealedText sealed =
          new SealedText(message.messageHex(), message.signatureHex(), message.ivHex());
      watcher.received(name, member.sessions().decrypt(sealed));
    } catch (AlreadyOpened repeated) {
      watcher.senseless("a message of " + message.from() + " was repeated, and is shown once");
    } catch (SessionWorn worn) {
      watcher.notOpened(name);
      watcher.wornOut();
    } catch (NotOpened damaged) {
      watcher.notOpened(name);
    }
  }

  /// Who is known to have no key, or another, was named when it came.
  private void cannotOpen(String nickname, Name name, ClassicMembers.@Nullable Member member) {
    if (member != null && !member.nickname().equals(nickname)) {
      watcher.signatureWrong(nickname, name);
    } else if (member == null && !name.equals(me) && watcher.keyOf(name).isEmpty()) {
      members.stand(nickname, name, ClassicMembers.Standing.KEY_MISSING, null);
      stranger(nickname);
    } else if (member == null) {
      watcher.beforeSessionKey(name);
    }
  }

  private void left(String nickname, Runnable done) {
    if (new Nickname(nickname).name().isEmpty()) {
      roll.leaves(nickname);
      watcher.leftUnproven(nickname);
      done.run();
      return;
    }
    roll.departs(nickname);
    inLane(nickname, done, quick(name -> gone(nickname, name)));
  }

  private void gone(String nickname, Name name) {
    roll.leaves(nickname);
    ClassicMembers.Member member = members.find(name);
    if (member != null && member.nickname().equals(nickname)) {
      members.remove(name);
      watcher.left(name);
    } else {
      watcher.leftUnproven(nickname);
    }
  }

  /// That somebody is not here is what our own server says; who joins and leaves is told by other frames.
  private void serverSays(String text, Runnable done) {
    Optional<Name> absent =
        text.endsWith(NOT_HERE)
            ? new Nickname(text.substring(0, text.length() - NOT_HERE.length())).name()
            : Optional.empty();
    if (absent.isPresent()) {
      lanes.run(
          absent.get(),
          () -> {
            members.remove(absent.get());
            watcher.notHere(absent.get());
            done.run();
          });
      return;
    }
    if (!text.endsWith(Notice.ServerSays.JOINED) && !text.endsWith(" left the chat!")) {
      watcher.serverSays(text);
    }
    done.run();
  }
}
