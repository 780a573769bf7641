package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.wire.content.Body;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the keys folder and the user's comparisons do to the pinned keys.
class PinsTest {
  private static final Name BOB = World.BOB.name();

  /// Bob under another key.
  private static final Identity ANEW = new Identity(BOB, World.CAROL.key());

  private final World world = new World(1);
  private Device alice;

  @BeforeEach
  void join() {
    alice = world.join(World.ALICE, World.BOB);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoIsInTheKeysFolderIsAContactWithAKeySeenBefore() {
    Contact bob = alice.contact(BOB);
    assertEquals(World.BOB.fingerprint(), bob.fingerprint());
    assertEquals(new Trust.SeenBefore(), bob.trust());
  }

  @Test
  void anotherPubPemIsTakenOverWhereNobodyComparedTheOldKey() {
    keysFolder(ANEW);
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertEquals(new Trust.Changed(World.BOB.fingerprint(), false), alice.contact(BOB).trust());
    assertEquals(List.of(ChatMessage.Note.Kind.KEY_CHANGED), alice.notes(BOB));
  }

  @Test
  void aKeyThatChangedWithoutHavingBeenComparedCountsAsSeenOnceTheUserUsesIt() {
    keysFolder(ANEW);
    alice.call(mail -> mail.withdrawVerification(BOB));
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertEquals(new Trust.SeenBefore(), alice.contact(BOB).trust());
  }

  @Test
  void anotherPubPemIsOnlyOfferedWhereTheOldKeyWasCompared() {
    compare(World.BOB);
    keysFolder(ANEW);
    assertEquals(new Trust.Changed(World.BOB.fingerprint(), true), alice.contact(BOB).trust());
    assertTrue(alice.events.contains(new MailEvent.OtherKeyOffered(BOB)));
    alice.call(mail -> mail.withdrawVerification(BOB));
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertEquals(new Trust.SeenBefore(), alice.contact(BOB).trust());
  }

  @Test
  void anOldPubPemIsNotOfferedAgainAfterTheUserComparedAnotherKey() {
    compare(World.BOB);
    keysFolder(ANEW);
    keysFolder(World.BOB);
    compare(World.BOB);
    keysFolder(World.BOB);
    world.restart(alice);
    assertEquals(World.BOB.fingerprint(), alice.contact(BOB).fingerprint());
    assertInstanceOf(Trust.Verified.class, alice.contact(BOB).trust());
  }

  @Test
  void aComparisonOfAKeyThatIsNeitherPinnedNorOfferedCountsForNothing() {
    compare(World.CAROL);
    assertEquals(new Trust.SeenBefore(), alice.contact(BOB).trust());
  }

  @Test
  void whoLeavesTheKeysFolderKeepsItsPin() {
    keysFolder();
    assertEquals(World.BOB.fingerprint(), alice.contact(BOB).fingerprint());
  }

  /// The folder may be on a stick that is away, or its file be damaged for a moment.
  @Test
  void whoWasInTheKeysFolderIsVouchedForAlsoWhileItCannotBeRead() {
    keysFolder();
    world.relay.rebind(PublicIdentity.of(BOB, ANEW.publicKey()));
    Puppet impostor = new Puppet(world, ANEW, World.ALICE);
    impostor.connect();
    impostor.open();
    impostor.send(Body.Text.of("it is me"));
    world.flow();
    assertTrue(alice.events.contains(new MailEvent.OtherKeyOffered(BOB)));
    alice.say(BOB, "for Bob only");
    world.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), Puppet.texts(impostor.hear()));
  }

  private void compare(Identity identity) {
    alice.call(mail -> mail.verify(BOB, identity.fingerprint()));
  }

  private void keysFolder(Identity... people) {
    List<PeerEntry> entries = List.of(people).stream().map(World::entry).toList();
    alice.call(mail -> mail.keysRead(entries));
  }
}
