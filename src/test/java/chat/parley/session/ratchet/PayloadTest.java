package chat.parley.session.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PayloadTest {
  /// `protocol-parley1.md`, *Transport*: a frame's length counts its type; SEND has flags, id and name before the payload.
  private static final int ROOM_IN_A_FRAME = 262_144 - 1 - 1 - 16 - 1 - Name.MAX_LENGTH;

  private static Bytes withOpening() throws Exception {
    Person alice = Person.alice();
    alice.open(Person.bob(), Person.NOON);
    return alice.say("hello", Person.NOON);
  }

  private static Bytes withoutOpening() throws Exception {
    Person alice = Person.alice();
    Person bob = Person.bob();
    alice.open(bob, Person.NOON);
    bob.hear(alice.say("hello", Person.NOON), Person.NOON);
    return bob.say("hello", Person.NOON);
  }

  @Test
  void aPayloadHasTheFormOfTheProtocol() throws Exception {
    byte[] first = withOpening().toArray();
    assertEquals(2 + 4 + 32 + 1088 + 2 + 294 + 2 + 256 + 56 + 16 + 256 + 32, first.length);
    assertEquals(1, first[0]);
    assertEquals(1, first[1]);
    assertTrue(Payload.decode(Bytes.of(first)).claimedKey().isPresent());

    byte[] later = withoutOpening().toArray();
    assertEquals(2 + 56 + 16 + 256 + 32, later.length);
    assertEquals(1, later[0]);
    assertEquals(2, later[1]);
    assertTrue(Payload.decode(Bytes.of(later)).claimedKey().isEmpty());
  }

  @Test
  void whatIsReadIsWrittenAgain() throws Exception {
    assertEquals(withOpening(), Payload.decode(withOpening()).encode());
    assertEquals(withoutOpening(), Payload.decode(withoutOpening()).encode());
  }

  @Test
  void everyTruncationAndEveryLongerFormIsRefused() throws Exception {
    for (Bytes payload : new Bytes[] {withOpening(), withoutOpening()}) {
      for (int length = 0; length < payload.length(); length++) {
        assertMalformed(Bytes.of(payload.toArray(), 0, length));
      }
      for (int more = 1; more < 16; more++) {
        assertMalformed(Bytes.of(Arrays.copyOf(payload.toArray(), payload.length() + more)));
      }
      assertMalformed(Bytes.of(Arrays.copyOf(payload.toArray(), 300_000)));
    }
  }

  @Test
  void otherVersionsAndKindsAreRefused() throws Exception {
    byte[] payload = withoutOpening().toArray();
    for (int value = 0; value < 256; value++) {
      byte[] version = payload.clone();
      version[0] = (byte) value;
      byte[] kind = payload.clone();
      kind[1] = (byte) value;
      if (value != 1) {
        assertMalformed(Bytes.of(version));
      }
      if (value != 2) {
        assertMalformed(Bytes.of(kind));
      }
    }
  }

  @Property(tries = 500)
  void randomBytesAreRefusedOrReadExactly(
      @ForAll boolean opening, @ForAll @Size(min = 2, max = 2500) byte[] random) {
    random[0] = 1;
    random[1] = (byte) (opening ? 1 : 2);
    Bytes bytes = Bytes.of(random);
    try {
      assertEquals(bytes, Payload.decode(bytes).encode());
    } catch (PayloadRefused e) {
      assertEquals(PayloadRefused.Reason.MALFORMED, e.reason());
    }
  }

  @Test
  void theLargestPayloadFitsInAFrame() throws Exception {
    assertTrue(Payload.MAX_BYTES <= ROOM_IN_A_FRAME, Payload.MAX_BYTES + " bytes");
    assertFalse(
        Payload.MAX_BYTES - Padding.MAX_BYTES + Padding.padme(Padding.MAX_BYTES + 1)
            <= ROOM_IN_A_FRAME,
        "a longer content would fit, too");

    Person alice = Person.alice();
    Person bob = Person.bob();
    alice.open(bob, Person.NOON);
    String longest = "x".repeat(Padding.MAX_CONTENT_BYTES);
    assertEquals(longest, bob.hear(alice.say(longest, Person.NOON), Person.NOON));
    assertThrows(ContentTooLong.class, () -> alice.say(longest + "x", Person.NOON));
  }

  @Test
  void nothingOfAPayloadIsInItsText() throws Exception {
    assertEquals("Bytes[362]", withoutOpening().toString());
    assertTrue(Payload.decode(withOpening()).message().toString().contains("Bytes[272]"));
  }

  private static void assertMalformed(Bytes payload) {
    assertEquals(
        PayloadRefused.Reason.MALFORMED,
        assertThrows(PayloadRefused.class, () -> Payload.decode(payload)).reason());
  }

  @Test
  void anOpeningIsPlausibleOnlyWithAPrekeyThatIsHereTheRightIdAndASignatureOfTheKeysLength()
      throws Exception {
    Person alice = Person.alice();
    Person bob = Person.bob();
    PrekeyPrivate prekey = bob.publish(false, Person.NOON);
    PrekeyShelf shelf = id -> Optional.ofNullable(bob.prekeys.get(id));
    Name name = alice.identity.name();
    alice.open(bob, prekey, Person.NOON);
    Payload genuine = Payload.decode(alice.say("hello", Person.NOON));

    assertEquals(OptionalInt.of(2048), genuine.plausibleBits(bob.identity, name, shelf));
    assertEquals(OptionalInt.empty(), genuine.plausibleBits(bob.identity, new Name("eve"), shelf));
    assertEquals(
        OptionalInt.empty(), genuine.plausibleBits(bob.identity, name, id -> Optional.empty()));
    Bytes key = Bytes.of(alice.identity.publicKey().spki());
    assertEquals(OptionalInt.of(2048), forged(name, key, 256, prekey, bob, shelf));
    assertEquals(OptionalInt.empty(), forged(name, key, 255, prekey, bob, shelf));
    assertEquals(
        OptionalInt.empty(), forged(name, Bytes.of(new byte[] {1}), 256, prekey, bob, shelf));
    Payload later = Payload.decode(withoutOpening());
    assertEquals(OptionalInt.empty(), later.plausibleBits(bob.identity, name, shelf));
  }

  private static OptionalInt forged(
      Name name, Bytes spki, int signature, PrekeyPrivate prekey, Person bob, PrekeyShelf shelf)
      throws PayloadRefused {
    return Payload.decode(
            ForgedOpening.payload(
                name, spki, signature, prekey.prekey(), bob.identity, new Random(1)))
        .plausibleBits(bob.identity, name, shelf);
  }

  @Test
  void aPayloadReachesAsFarAsItsPlaceAndTheChainBefore() throws Exception {
    Person alice = Person.alice();
    alice.open(Person.bob(), Person.NOON);
    for (int i = 0; i < 7; i++) {
      assertEquals(i, Payload.decode(alice.say("hello", Person.NOON)).reach());
    }
  }
}
