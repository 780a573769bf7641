package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.Trust;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the keys folder says counts, and what was compared counts for that very key.
@Timeout(60)
class TrustTest {
  private static final Path DEMONSTRATION = Path.of("keys");
  private static final Name BOB = new Name("bob");

  @TempDir Path temp;

  private final List<Person> people = new ArrayList<>();
  private Relay relay;
  private Path alicesKeys;

  @BeforeEach
  void start() throws Exception {
    relay = Relay.start(RelaySettings.onThisComputer(0));
    alicesKeys = temp.resolve("alice's keys");
    put(alicesKeys, "alice", "alice", "priv.pem");
    put(alicesKeys, "alice", "alice", "pub.pem");
    put(alicesKeys, "bob", "bob", "pub.pem");
  }

  @AfterEach
  void end() {
    people.forEach(Person::close);
    relay.close();
  }

  @Test
  void what_was_verified_stays_verified_until_it_is_withdrawn() throws Exception {
    Person alice = joins("alice", alicesKeys);
    alice.messenger().verify(BOB, fingerprint("carol"));
    alice.messenger().verify(BOB, fingerprint("bob"));
    alice.awaitsContact("bob", contact -> contact.trust() instanceof Trust.Verified);
    alice.close();

    Person again = joins("alice", alicesKeys);
    again.awaitsContact("bob", contact -> contact.trust() instanceof Trust.Verified);
    again.messenger().withdrawVerification(BOB);
    again.awaitsContact("bob", contact -> contact.trust() instanceof Trust.SeenBefore);
    again.close();

    Person last = joins("alice", alicesKeys);
    last.awaitsContact("bob", contact -> contact.trust() instanceof Trust.SeenBefore);
  }

  @Test
  void a_key_that_is_another_than_the_verified_one_holds_messages_until_the_user_decides()
      throws Exception {
    Person alice = joins("alice", alicesKeys);
    alice.messenger().verify(BOB, fingerprint("bob"));
    alice.awaitsContact("bob", contact -> contact.trust() instanceof Trust.Verified);

    put(alicesKeys, "bob", "carol", "pub.pem");
    Trust changed = new Trust.Changed(fingerprint("bob"), true);
    alice.awaitsContact("bob", contact -> contact.trust().equals(changed));
    alice.awaitsNotice(new Notice.KeyChanged(BOB));
    alice.awaitsNote("bob", ChatMessage.Note.Kind.KEY_CHANGED);
    Person bob = joins("bob", keysOf("bob", "carol"));
    Person.meet(alice, bob);
    alice.writes(bob, "is it you?");
    bob.writes(alice, "I made a new key");

    alice.awaitsTexts("bob", List.of("I made a new key"));
    alice.awaitsDelivery("bob", new Delivery.Waiting(Delivery.WaitReason.KEY_CHANGED));
    alice.messenger().withdrawVerification(BOB);
    bob.awaitsTexts("alice", List.of("is it you?"));
    alice.awaitsContact("bob", contact -> contact.trust() instanceof Trust.SeenBefore);
  }

  @Test
  void a_changed_key_file_of_ones_own_makes_nobody_a_contact_of_oneself() throws Exception {
    Person alice = joins("alice", alicesKeys);

    put(alicesKeys, "alice", "carol", "pub.pem");
    put(alicesKeys, "bob", "carol", "pub.pem");
    alice.awaitsNotice(new Notice.KeyChanged(BOB));
    put(alicesKeys, "bob", "bob", "pub.pem");
    alice.awaitsContact(
        "bob", contact -> Objects.equals(contact.fingerprint(), fingerprint("bob")));

    assertEquals(List.of(BOB), alice.contacts().stream().map(Contact::name).toList());
    assertEquals(
        List.of(),
        alice.notices().stream()
            .filter(notice -> notice.equals(new Notice.KeyChanged(new Name("alice"))))
            .toList());
  }

  @Test
  void a_changed_key_that_was_never_verified_is_told_and_holds_nothing() throws Exception {
    Person alice = joins("alice", alicesKeys);
    Person old = joins("bob", keysOf("bob", "bob"));
    Person.meet(alice, old);

    put(alicesKeys, "bob", "carol", "pub.pem");
    alice.awaitsContact(
        "bob", contact -> contact.trust().equals(new Trust.Changed(fingerprint("bob"), false)));
    // Who is here proved the old key: its session is over.
    alice.awaitsContact("bob", contact -> contact.problem() == Contact.KeyProblem.SIGNATURE_WRONG);
    old.close();
    alice.awaitsPresence("bob", Presence.AWAY);
    Person bob = joins("bob", keysOf("bob", "carol"));
    Person.meet(alice, bob);
    alice.writes(bob, "hello");
    bob.awaitsTexts("alice", List.of("hello"));
  }

  @Test
  void a_member_without_a_key_is_named_and_gets_a_session_when_its_key_comes() throws Exception {
    Person alice = joins("alice", alicesKeys);
    Path carolsKeys = keysOf("carol", "carol");
    Person carol = joins("carol", carolsKeys);
    alice.awaitsNotice(new Notice.UnknownMember("carol"));
    alice.awaitsContact(
        "carol",
        contact ->
            contact.problem() == Contact.KeyProblem.MISSING && contact.presence() == Presence.HERE);
    carol.writes(alice, "let me in");
    carol.awaitsDelivery("alice", new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY));

    put(alicesKeys, "carol", "carol", "pub.pem");

    alice.awaitsTexts("carol", List.of("let me in"));
    alice.awaitsContact("carol", contact -> contact.problem() == null);
    assertTrue(alice.contact("carol").orElseThrow().fingerprint() != null);
  }

  @Test
  void a_member_that_signs_with_another_key_is_named_and_gets_nothing() throws Exception {
    Person alice = joins("alice", alicesKeys);
    Person impostor = joins("bob", keysOf("bob", "carol"));
    alice.awaitsNotice(new Notice.SignatureWrong("bob"));
    alice.awaitsContact("bob", contact -> contact.problem() == Contact.KeyProblem.SIGNATURE_WRONG);
    alice.writes(impostor, "secret");
    alice.awaitsDelivery("bob", new Delivery.Waiting(Delivery.WaitReason.NO_SESSION_YET));
    assertEquals(List.of(), impostor.textsFrom("alice"));
    impostor.close();
    alice.awaitsPresence("bob", Presence.AWAY);

    Person bob = joins("bob", keysOf("bob", "bob"));
    bob.awaitsTexts("alice", List.of("secret"));
  }

  @Test
  void a_damaged_file_of_verified_keys_is_told() throws Exception {
    Path file =
        temp.resolve("data")
            .resolve("alice")
            .resolve("verified")
            .resolve(fingerprint("alice").hex() + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{");

    Person alice = joins("alice", alicesKeys);

    alice.awaits(
        "it is told",
        () -> alice.notices().stream().anyMatch(Notice.VerificationsDamaged.class::isInstance));
  }

  @Test
  void an_unusable_key_says_so_and_a_contact_whose_folder_goes_is_gone() throws Exception {
    Person alice = joins("alice", alicesKeys);
    alice.awaitsContact("bob", contact -> contact.problem() == null);

    Files.writeString(alicesKeys.resolve("bob").resolve("pub.pem"), "no key");
    alice.awaitsContact("bob", contact -> contact.problem() == Contact.KeyProblem.UNUSABLE);
    Files.delete(alicesKeys.resolve("bob").resolve("pub.pem"));
    Files.delete(alicesKeys.resolve("bob"));
    alice.awaits("bob is gone", () -> alice.contact("bob").isEmpty());
  }

  @Test
  void both_sides_read_the_same_safety_number() throws Exception {
    Person alice = joins("alice", alicesKeys);
    Person bob = joins("bob", keysOf("bob", "bob"));

    KeyDetails atAlice = alice.messenger().keyDetails(BOB).get(10, TimeUnit.SECONDS);
    KeyDetails atBob = bob.messenger().keyDetails(new Name("alice")).get(10, TimeUnit.SECONDS);

    assertEquals(atAlice.safetyNumber(), atBob.safetyNumber());
    assertEquals(12, atAlice.safetyNumber().size());
    assertEquals(fingerprint("bob"), atAlice.fingerprint());
    assertEquals(2048, atAlice.keyBits());
    ExecutionException missing =
        assertThrows(
            ExecutionException.class,
            () -> alice.messenger().keyDetails(new Name("dave")).get(10, TimeUnit.SECONDS));
    assertInstanceOf(ContactKeyMissing.class, missing.getCause());
  }

  private Person joins(String name, Path keys) throws Exception {
    Person person = Person.join(name, keys, temp.resolve("data"), relay.classicAddress());
    people.add(person);
    return person.awaitsConnection();
  }

  /// A folder for somebody of this name with the demonstration key of another, and alice as contact.
  private Path keysOf(String name, String key) throws Exception {
    Path keys = temp.resolve(name + " with " + key);
    put(keys, name, key, "priv.pem");
    put(keys, name, key, "pub.pem");
    put(keys, "alice", "alice", "pub.pem");
    return keys;
  }

  private static void put(Path keys, String name, String key, String file) throws Exception {
    Path folder = Files.createDirectories(keys.resolve(name));
    Path next = folder.resolve(file + ".new");
    Files.copy(DEMONSTRATION.resolve(key).resolve(file), next);
    Files.move(next, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Fingerprint fingerprint(String name) {
    try {
      return KeysFolder.at(DEMONSTRATION).peer(new Name(name)).orElseThrow().fingerprint();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
