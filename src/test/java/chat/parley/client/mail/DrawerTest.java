package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.StateDamaged;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawerTest {
  private static final Party BOB = new Party(World.BOB.name(), World.BOB.publicKey());
  private static final Party ANEW = new Party(World.BOB.name(), World.CAROL.publicKey());
  private static final ContactSessions UNDER_OLD = ContactSessions.none(World.ALICE, BOB);
  private static final ContactSessions UNDER_NEW = ContactSessions.none(World.ALICE, ANEW);

  @Test
  void sessionsUnderEachKeyComeBackFromTheirBytes() {
    Drawer read = Drawer.decode(filled().encode()).orElseThrow();
    assertEquals(List.of(ANEW.spki(), BOB.spki()), read.keys());
    assertEquals(Optional.of(UNDER_OLD.encode()), find(read, BOB));
    assertEquals(Optional.of(UNDER_NEW.encode()), find(read, ANEW));
    assertFalse(read.isChanged());
  }

  @Test
  void everyTruncationAndWhatFollowsIsDamage() {
    byte[] whole = filled().encode().toArray();
    for (int length = 0; length < whole.length; length++) {
      assertTrue(Drawer.decode(Bytes.of(whole, 0, length)).isEmpty());
    }
    assertTrue(Drawer.decode(Bytes.of(whole, 0, whole.length + 1)).isEmpty());
  }

  @Test
  void aKeyThatIsTakenOutIsGone() {
    Drawer drawer = filled();
    drawer.encode();
    drawer.remove(BOB.spki());
    assertTrue(drawer.isChanged());
    assertEquals(List.of(ANEW.spki()), Drawer.decode(drawer.encode()).orElseThrow().keys());
  }

  private static Drawer filled() {
    Drawer drawer = new Drawer();
    drawer.put(BOB.spki(), UNDER_OLD);
    drawer.put(ANEW.spki(), UNDER_NEW);
    return drawer;
  }

  private static Optional<Bytes> find(Drawer drawer, Party contact) {
    return drawer
        .find(contact.spki(), encoded -> decode(contact, encoded))
        .map(ContactSessions::encode);
  }

  private static ContactSessions decode(Party contact, Bytes encoded) {
    try {
      return ContactSessions.decode(World.ALICE, contact, encoded);
    } catch (StateDamaged e) {
      throw new AssertionError(e);
    }
  }
}
