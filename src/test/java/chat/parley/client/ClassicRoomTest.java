package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.PeerKey;
import chat.parley.model.Name;
import chat.parley.session.classic.ClassicSession;
import chat.parley.session.classic.ConnectionKey;
import chat.parley.session.classic.SealedText;
import chat.parley.session.classic.SessionOffer;
import chat.parley.session.classic.SignedText;
import chat.parley.wire.classic.ClassicBody;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who joins when, and what that means for the keys of a pair: alice's room, and bob in the test's hands.
@Timeout(60)
class ClassicRoomTest implements RoomWatcher {
  private static final KeysFolder KEYS = KeysFolder.at(Path.of("keys"));
  private static final Name BOB = new Name("bob");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static Identity alice;
  private static Identity bob;
  private static ConnectionKey alicesKey;
  private static ConnectionKey bobsKey;

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Core core = new Core("room", work::add);
  private final List<ClassicBody> sent = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Map<Name, PeerKey> folder = new HashMap<>();
  private ClassicRoom room;

  @BeforeAll
  static void keys() throws Exception {
    alice = KEYS.unlock(new Name("alice"), new char[0]);
    bob = KEYS.unlock(BOB, new char[0]);
    alicesKey = ConnectionKey.generate(RANDOM);
    bobsKey = ConnectionKey.generate(RANDOM);
  }

  @BeforeEach
  void enter() throws Exception {
    folder.put(BOB, key("bob"));
    room = new ClassicRoom(core, this, alice, alicesKey, RANDOM, sent::add);
    onCore(room::enter);
    works();
    assertEquals(1, sent.size());
  }

  @AfterEach
  void stop() {
    core.stop();
  }

  @Test
  void who_announced_itself_before_oneself_is_not_answered_since_it_answers() throws Exception {
    comes(announcement(bob, bobsKey));
    assertEquals(1, sent.size(), "nothing but the own announcement");
    comes(announcement(alice, alicesKey));

    ClassicSession atBob = answers();
    comes(message(atBob.encrypt("hello")));

    assertEquals(List.of("hello"), received);
    assertEquals("hi", open(atBob, seals("hi")));
  }

  @Test
  void of_two_that_answered_each_other_the_keys_that_are_used_are_gone_on_with() throws Exception {
    comes(announcement(alice, alicesKey));
    comes(announcement(bob, bobsKey));
    SignedText toBob = lastSessionKey();
    ClassicSession made = answers();
    comes(message(made.encrypt("one")));
    ClassicSession taken =
        new ClassicSession(bobsKey.open(toBob, alice.publicKey()), "bob", "alice", RANDOM);
    comes(message(taken.encrypt("two")));
    comes(message(taken.encrypt("three")));

    assertEquals(List.of("one", "two", "three"), received);
    assertEquals("hi", open(taken, seals("hi")));
  }

  @Test
  void a_key_that_was_exchanged_and_put_back_asks_for_a_new_connection() throws Exception {
    comes(announcement(alice, alicesKey));
    comes(announcement(bob, bobsKey));
    assertEquals(Optional.of(ClassicMembers.Standing.PROVEN), room.standing(BOB));

    rekeyed("carol");
    assertEquals(Optional.of(ClassicMembers.Standing.SIGNATURE_WRONG), room.standing(BOB));
    assertTrue(!told.contains("worn out"));
    rekeyed("bob");

    assertTrue(told.contains("worn out"));
  }

  @Test
  void who_is_looked_at_while_its_key_is_exchanged_counts_by_the_new_key() throws Exception {
    folder.put(BOB, key("carol"));
    comes(announcement(alice, alicesKey));
    onCore(() -> room.receive(announcement(bob, bobsKey), () -> {}));
    rekeyed("bob");

    assertEquals(Optional.of(ClassicMembers.Standing.PROVEN), room.standing(BOB));
  }

  @Test
  void who_leaves_before_it_is_answered_is_sent_nothing_since_an_original_drops_who_names_it()
      throws Exception {
    comes(announcement(alice, alicesKey));
    int before = sent.size();
    onCore(
        () -> {
          room.receive(announcement(bob, bobsKey), () -> {});
          room.receive(new ClassicBody.DelKey("bob"), () -> {});
        });
    works();

    assertEquals(before, sent.size());
    assertEquals(Optional.empty(), room.standing(BOB));
    comes(announcement(bob, ConnectionKey.generate(RANDOM)));
    lastSessionKey();
    assertEquals(Optional.of(ClassicMembers.Standing.PROVEN), room.standing(BOB));
  }

  @Test
  void who_left_counts_as_away_while_what_it_sent_before_is_dealt_with() throws Exception {
    comes(announcement(alice, alicesKey));
    comes(announcement(bob, bobsKey));
    List<Optional<ClassicMembers.Standing>> standing = new ArrayList<>();
    onCore(
        () -> {
          room.receive(announcement(bob, alicesKey), () -> {});
          room.receive(new ClassicBody.DelKey("bob"), () -> {});
          standing.add(room.standing(BOB));
        });
    works();

    assertEquals(List.of(Optional.empty()), standing);
  }

  @Test
  void who_can_be_no_contact_is_named_once_and_joins_and_leaves_once() throws Exception {
    comes(announcement(alice, alicesKey));
    comes(announcement("Émile!", bob, bobsKey));
    comes(announcement("Émile!", bob, bobsKey));
    comes(new ClassicBody.EncryptedMessage("alice", "Émile!", "00", "00", "00"));
    comes(new ClassicBody.DelKey("Émile!"));

    assertEquals(List.of("entered Émile!", "unknown Émile!", "left Émile!"), told);
  }

  @Test
  void who_has_no_key_and_was_here_before_has_not_joined() throws Exception {
    folder.remove(BOB);
    comes(announcement(alice, alicesKey));
    answers();
    comes(new ClassicBody.EncryptedMessage("alice", "bob", "00", "00", "00"));
    comes(new ClassicBody.DelKey("bob"));

    assertEquals(List.of("unknown bob", "left bob"), told);
  }

  @Test
  void who_signs_with_another_key_joins_and_leaves_as_the_server_says() throws Exception {
    folder.put(BOB, key("carol"));
    comes(announcement(alice, alicesKey));
    comes(announcement(bob, bobsKey));
    comes(announcement(bob, bobsKey));
    comes(new ClassicBody.DelKey("bob"));

    assertEquals(
        List.of("entered bob", "signature wrong bob", "signature wrong bob", "left bob"), told);
  }

  @Test
  void who_proves_its_key_only_after_it_was_named_joins_no_second_time() throws Exception {
    PeerKey bobs = folder.remove(BOB);
    comes(announcement(alice, alicesKey));
    comes(announcement(bob, bobsKey));
    folder.put(BOB, bobs);
    rekeyed("bob");

    assertEquals(Optional.of(ClassicMembers.Standing.PROVEN), room.standing(BOB));
    assertEquals(List.of("entered bob", "unknown bob"), told);
  }

  private void rekeyed(String key) throws Exception {
    PeerKey next = key(key);
    onCore(
        () -> {
          folder.put(BOB, next);
          room.rekeyed(BOB);
        });
    works();
  }

  private static PeerKey key(String name) throws Exception {
    return KEYS.peer(new Name(name)).orElseThrow();
  }

  private static ClassicBody announcement(Identity of, ConnectionKey key) {
    return announcement(of.name().value(), of, key);
  }

  private static ClassicBody announcement(String nickname, Identity of, ConnectionKey key) {
    SignedText signed = key.announce(of);
    return new ClassicBody.AddKey(
        nickname,
        new ClassicBody.Announcement(nickname, signed.text(), signed.signatureHex()).json());
  }

  /// Bob's answer to alice's announcement.
  private ClassicSession answers() throws Exception {
    SessionOffer offer =
        SessionOffer.answer(alicesKey.announce(alice), alice.publicKey(), bob, RANDOM);
    SignedText sealed = offer.sealed();
    comes(new ClassicBody.SessionKey(sealed.text(), sealed.signatureHex(), "bob", "alice"));
    return new ClassicSession(offer.keys(), "bob", "alice", RANDOM);
  }

  private SignedText lastSessionKey() {
    ClassicBody.SessionKey skey = (ClassicBody.SessionKey) sent.getLast();
    assertEquals("bob", skey.to());
    return new SignedText(skey.keyHex(), skey.signatureHex());
  }

  private static ClassicBody message(SealedText sealed) {
    return new ClassicBody.EncryptedMessage(
        "alice", "bob", sealed.messageHex(), sealed.signatureHex(), sealed.ivHex());
  }

  private SealedText seals(String text) throws Exception {
    CompletableFuture<ClassicBody.EncryptedMessage> sealed = new CompletableFuture<>();
    onCore(() -> sealed.complete(room.seal(BOB, text)));
    ClassicBody.EncryptedMessage message = sealed.getNow(null);
    return new SealedText(message.messageHex(), message.signatureHex(), message.ivHex());
  }

  private static String open(ClassicSession session, SealedText sealed) throws Exception {
    return session.decrypt(sealed);
  }

  private void comes(ClassicBody body) throws Exception {
    onCore(() -> room.receive(body, () -> {}));
    works();
  }

  /// Does what is left to workers, and what comes of it.
  private void works() throws Exception {
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
      onCore(() -> {});
    }
  }

  private void onCore(Runnable task) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    core.execute(
        () -> {
          try {
            task.run();
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    done.get(20, TimeUnit.SECONDS);
  }

  @Override
  public Optional<PeerKey> keyOf(Name contact) {
    return Optional.ofNullable(folder.get(contact));
  }

  @Override
  public void joined(Name contact) {
    told.add("joined " + contact);
  }

  @Override
  public void enteredUnproven(String nickname) {
    told.add("entered " + nickname);
  }

  @Override
  public void left(Name contact) {
    told.add("left " + contact);
  }

  @Override
  public void leftUnproven(String nickname) {
    told.add("left " + nickname);
  }

  @Override
  public void proven(Name contact) {}

  @Override
  public void changed(Name contact) {}

  @Override
  public void received(Name contact, String text) {
    received.add(text);
  }

  @Override
  public void notOpened(Name contact) {
    told.add("not opened");
  }

  @Override
  public void beforeSessionKey(Name contact) {}

  @Override
  public void signatureWrong(String nickname, Name contact) {
    told.add("signature wrong " + nickname);
  }

  @Override
  public void unknownMember(String nickname) {
    told.add("unknown " + nickname);
  }

  @Override
  public void notHere(Name contact) {}

  @Override
  public void serverSays(String text) {}

  @Override
  public void senseless(String sentence) {
    told.add(sentence);
  }

  @Override
  public void wornOut() {
    told.add("worn out");
  }
}
