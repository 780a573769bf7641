package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.session.classic.ConnectionKey;
import chat.parley.session.classic.SignedText;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that lies (case 25 of the adversary): nothing it sends is shown as a contact's that is not, and
/// nothing stops the client.
@Timeout(60)
class LyingServerTest {
  private static final Path KEYS = Path.of("keys");
  private static final String WRONG = "00".repeat(256);

  @TempDir Path data;

  private final CountingRandom random = new CountingRandom();
  private LyingServer server;
  private Person alice;

  @BeforeEach
  void start() throws Exception {
    server = new LyingServer();
    alice = Person.join("alice", KEYS, data, server.address(), random).awaitsConnection();
    assertEquals("alice", server.await(ClassicBody.SessionKey.class).to());
  }

  @AfterEach
  void end() throws Exception {
    server.close();
    alice.close();
  }

  @Test
  void a_repeated_message_is_shown_once() throws Exception {
    LyingServer.Member bob = server.earlier("bob", KEYS);
    ClassicBody message = bob.seal("once");

    server.send(message);
    server.send(message);
    server.send(bob.seal("next"));

    alice.awaitsTexts("bob", List.of("once", "next"));
    alice.awaitsNotice(new Notice.BadFrame("a message of bob was repeated, and is shown once"));
  }

  @Test
  void old_messages_do_not_come_back_with_their_old_session_key() throws Exception {
    LyingServer.Member bob = server.earlier("bob", KEYS);
    ClassicBody oldKey = bob.skey();
    ClassicBody oldMessage = bob.seal("pay 5 now");
    server.send(oldMessage);
    bob.offer();
    server.send(bob.seal("done"));
    alice.awaitsTexts("bob", List.of("pay 5 now", "done"));

    server.send(oldKey);
    server.send(oldMessage);
    bob.leave();
    server.send(oldKey);
    server.send(oldMessage);
    bob.offer();
    server.send(bob.seal("still done"));

    alice.awaitsTexts("bob", List.of("pay 5 now", "done", "still done"));
  }

  @Test
  void a_flipped_bit_is_named_and_shows_nothing() throws Exception {
    LyingServer.Member bob = server.earlier("bob", KEYS);
    ClassicBody.EncryptedMessage good = bob.seal("good");

    server.send(
        new ClassicBody.EncryptedMessage(
            "alice", "bob", flipped(good.messageHex()), good.signatureHex(), good.ivHex()));
    server.send(
        new ClassicBody.EncryptedMessage(
            "alice", "bob", good.messageHex(), flipped(good.signatureHex()), good.ivHex()));
    server.send(good);

    alice.awaitsTexts("bob", List.of("good"));
    alice.awaitsNote("bob", ChatMessage.Note.Kind.NOT_OPENED);
  }

  @Test
  void a_flood_of_forged_announcements_and_session_keys_derives_no_key() throws Exception {
    LyingServer.Member bob = server.new Member("bob", KEYS);
    for (int i = 0; i < 500; i++) {
      server.send(bob.addKey("key " + i, WRONG));
      server.send(new ClassicBody.SessionKey(WRONG, WRONG, "bob", "alice"));
    }
    alice.awaitsNotice(new Notice.SignatureWrong("bob"));
    alice.awaitsContact("bob", contact -> contact.problem() == Contact.KeyProblem.SIGNATURE_WRONG);
    alice.awaitsNote("bob", ChatMessage.Note.Kind.SIGNATURE_WRONG);
    bob.offer();
    server.send(bob.seal("it is me"));

    alice.awaitsTexts("bob", List.of("it is me"));
    assertEquals(2, random.drawn(), "keys were derived for oneself alone");
    assertTrue(alice.notices().size() <= 310, () -> alice.notices().size() + " notices");
    alice.awaitsContact("bob", contact -> contact.problem() == null);
  }

  @Test
  void one_announcement_is_answered_once() throws Exception {
    LyingServer.Member bob = server.new Member("bob", KEYS);
    ConnectionKey key = ConnectionKey.generate(random);
    SignedText signed = key.announce(bobIdentity());
    ClassicBody announcement = bob.addKey(signed.text(), signed.signatureHex());

    for (int i = 0; i < 50; i++) {
      server.send(announcement);
    }
    alice.awaitsPresence("bob", Presence.HERE);
    bob.accept(key, awaitAnswer("bob"), aliceIdentity());
    server.send(bob.seal("hello"));

    alice.awaitsTexts("bob", List.of("hello"));
    assertEquals(4, random.drawn());
  }

  @Test
  void of_two_that_differ_in_case_the_one_that_signs_counts() throws Exception {
    LyingServer.Member bob = server.earlier("bob", KEYS);
    LyingServer.Member shouting = server.new Member("BOB", KEYS);
    server.send(shouting.addKey("a key", WRONG));
    alice.awaitsNotice(new Notice.SignatureWrong("BOB"));
    server.send(new ClassicBody.DelKey("BOB"));
    server.send(bob.seal("I am bob"));
    alice.awaitsTexts("bob", List.of("I am bob"));
    assertEquals(Presence.HERE, alice.contact("bob").orElseThrow().presence());

    shouting.offer();
    server.send(shouting.seal("so am I"));
    alice.awaitsTexts("bob", List.of("I am bob", "so am I"));
    alice.writes("bob", "hello");
    ClassicBody.EncryptedMessage answer = server.await(ClassicBody.EncryptedMessage.class);
    assertEquals("BOB", answer.to());
    assertEquals("hello", shouting.open(answer));
  }

  @Test
  void an_impostor_under_one_s_own_name_in_capitals_gets_nothing() throws Exception {
    server.earlier("ALICE", KEYS);

    alice.awaitsNotice(new Notice.SignatureWrong("ALICE"));
    assertEquals(2, random.drawn());
  }

  @Test
  void what_makes_no_sense_is_named_and_the_connection_stays() throws Exception {
    server.send(new ClassicBody.EncryptedMessage("alice", "bob", "00", "00", "00"));
    alice.awaitsNote("bob", ChatMessage.Note.Kind.BEFORE_SESSION_KEY);
    server.send("{\"type\": \"dance\", \"from\": \"bob\"}");
    alice.awaitsNotice(new Notice.BadFrame("a frame of an unknown type came: dance"));
    server.send("{");
    server.sendBytes(new byte[] {});
    byte[] notText = ClassicFrame.encode("x");
    notText[ClassicFrame.HEADER_LENGTH] = (byte) 0xff;
    server.sendBytes(notText);
    alice.awaitsNotice(new Notice.BadFrame("the body is not UTF-8"));
    server.send(new ClassicBody.EncryptedMessage("alice", "dave", "00", "00", "00"));
    alice.awaitsNotice(new Notice.UnknownMember("dave"));
    alice.awaitsContact("dave", contact -> contact.problem() == Contact.KeyProblem.MISSING);
    server.send(new ClassicBody.DelKey("dave"));
    alice.awaits("dave is gone", () -> alice.contact("dave").isEmpty());
    server.send(new ClassicBody.ServerMessage("alice", "maintenance\u001b[2J at noon"));
    alice.awaitsNotice(new Notice.ServerSays("maintenance [2J at noon"));

    LyingServer.Member bob = server.earlier("bob", KEYS);
    server.send(bob.seal("hello"));
    alice.awaitsTexts("bob", List.of("hello"));
    assertInstanceOf(Connection.Connected.class, alice.connection());
  }

  @Test
  void ten_thousand_damaged_frames_stop_nothing_and_fill_nothing() throws Exception {
    LyingServer.Member bob = server.earlier("bob", KEYS);
    Random chance = new Random(25);
    List<String> seeds =
        List.of(
            bob.skey().json(),
            bob.seal("hello").json(),
            bob.addKey("key", WRONG).json(),
            new ClassicBody.DelKey("carol").json(),
            new ClassicBody.ServerMessage("all", "carol joined the chat!").json(),
            "{\"type\": \"message\", \"from\": \"x\"}",
            "[".repeat(1000));

    for (int i = 0; i < 10_000; i++) {
      server.sendBytes(frame(mutated(seeds.get(i % seeds.size()), chance)));
    }
    for (int i = 0; i < 2_000; i++) {
      server.send(new ClassicBody.SessionKey(WRONG, WRONG, "stranger" + i, "alice"));
    }

    LyingServer.Member again = server.earlier("bob", KEYS);
    server.send(again.seal("still here"));
    alice.awaits("the last text", () -> alice.textsFrom("bob").contains("still here"));
    assertInstanceOf(Connection.Connected.class, alice.connection());
    assertTrue(alice.notices().size() < 1_000, () -> alice.notices().size() + " notices");
    assertTrue(alice.with("bob").size() < 20, () -> alice.with("bob").size() + " entries");
    assertTrue(alice.contacts().size() <= 1_010, () -> alice.contacts().size() + " contacts");
  }

  @Test
  void a_broken_stream_is_given_up_and_a_new_one_made() throws Exception {
    server.sendBytes("%64s".formatted("x").getBytes(StandardCharsets.US_ASCII));
    alice.awaitsNotice(new Notice.BadFrame("a frame header is spaces and then digits"));
    alice.awaitsConnection(Connection.Waiting.class::isInstance);
    alice.awaitsConnection();
  }

  @Test
  void an_answer_that_somebody_is_not_here_puts_the_messages_back_in_their_order()
      throws Exception {
    LyingServer.Member bob = server.earlier("bob", KEYS);
    alice.awaitsPresence("bob", Presence.HERE);
    for (int i = 0; i < 5; i++) {
      alice.writes("bob", "text " + i);
    }
    Delivery sent = new Delivery.AtRelay();
    alice.awaitsDelivery("bob", sent);
    for (int i = 0; i < 3; i++) {
      server.send(new ClassicBody.ServerMessage("alice", "bob is not connected"));
    }
    Delivery waits = new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY);
    alice.awaits(
        "three of them wait",
        () -> alice.deliveriesTo("bob").equals(List.of(sent, sent, waits, waits, waits)));
    alice.awaitsPresence("bob", Presence.AWAY);

    for (int i = 0; i < 5; i++) {
      assertEquals("text " + i, bob.open(server.await(ClassicBody.EncryptedMessage.class)));
    }
    bob.offer();
    for (int i = 2; i < 5; i++) {
      assertEquals("text " + i, bob.open(server.await(ClassicBody.EncryptedMessage.class)));
    }
    alice.awaitsDelivery("bob", sent);
    server.send(new ClassicBody.ServerMessage("alice", "carol is not connected"));
    server.send(new ClassicBody.ServerMessage("alice", "../.. is not connected"));
    alice.awaitsNotice(new Notice.ServerSays("../.. is not connected"));
  }

  @Test
  void the_end_does_not_wait_longer_than_two_seconds_for_a_server_that_says_nothing()
      throws Exception {
    long begin = System.nanoTime();
    alice.close();
    long millis = (System.nanoTime() - begin) / 1_000_000;

    assertTrue(millis > 1_000 && millis < 3_000, () -> millis + " ms");
    alice.awaitsStop(Connection.Reason.CLOSED);
  }

  @Test
  void a_listener_may_close_its_own_messenger() throws Exception {
    Subscription subscription =
        alice
            .messenger()
            .listen(
                event -> {
                  if (event instanceof MessengerEvent.Noticed) {
                    alice.close();
                  }
                });
    server.send("{");
    alice.awaitsStop(Connection.Reason.CLOSED);
    subscription.close();
  }

  private ClassicBody.SessionKey awaitAnswer(String to) throws Exception {
    ClassicBody.SessionKey answer = server.await(ClassicBody.SessionKey.class);
    while (!answer.to().equals(to)) {
      answer = server.await(ClassicBody.SessionKey.class);
    }
    return answer;
  }

  private static Identity bobIdentity() throws Exception {
    return KeysFolder.at(KEYS).unlock(new Name("bob"), new char[0]);
  }

  private static Identity aliceIdentity() throws Exception {
    return KeysFolder.at(KEYS).unlock(new Name("alice"), new char[0]);
  }

  private static byte[] mutated(String seed, Random chance) {
    byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
    for (int changes = 1 + chance.nextInt(4); changes > 0; changes--) {
      bytes[chance.nextInt(bytes.length)] =
          (byte) (chance.nextBoolean() ? chance.nextInt(256) : ' ' + chance.nextInt(95));
    }
    return chance.nextInt(5) == 0 ? Arrays.copyOf(bytes, chance.nextInt(bytes.length)) : bytes;
  }

  private static byte[] frame(byte[] body) {
    byte[] header = String.format("%64d", body.length).getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, frame, header.length, body.length);
    return frame;
  }

  private static String flipped(String hex) {
    return (hex.charAt(0) == '0' ? '1' : '0') + hex.substring(1);
  }
}
