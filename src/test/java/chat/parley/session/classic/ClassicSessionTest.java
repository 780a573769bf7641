package chat.parley.session.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicSessionTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String KEYS = "[\"" + "0a".repeat(32) + "\", \"" + "0b".repeat(32) + "\"]";

  private final ClassicSession alice = session("alice", "bob");
  private final ClassicSession bob = session("bob", "alice");

  @ParameterizedTest
  @ValueSource(strings = {"hello", "Grüße, 世界 👋", "\"\\\n\r\t\b\f\u0000\u007f\u2028", ""})
  void a_text_arrives_as_it_was_written(String text) throws Exception {
    assertEquals(text, bob.decrypt(alice.encrypt(text)));
    assertEquals(text, alice.decrypt(bob.encrypt(text)));
  }

  @Test
  void half_a_character_becomes_a_question_mark() throws Exception {
    assertEquals("? alone", bob.decrypt(alice.encrypt("\ud83d alone")));
  }

  @Test
  void a_long_text_arrives_and_its_length_is_known_before() throws Exception {
    String text = "ü👋x".repeat(20_000);

    SealedText sealed = alice.encrypt(text);

    assertEquals(ClassicSession.sealedLength(text, "alice"), sealed.messageHex().length());
    assertEquals(text, bob.decrypt(sealed));
  }

  @Test
  void what_is_encrypted_is_ascii_as_python_writes_it() {
    assertEquals(
        "[\"\\u00e9 \\ud83d\\udc4b \\\"\\\\/\\n\\u0001\\u007f\", \"alice\"]",
        new String(
            new TextPair("é 👋 \"\\/\n\u0001\u007f", "alice").json(), StandardCharsets.US_ASCII));
  }

  @Test
  void a_repeated_message_is_dropped_also_under_another_iv_or_in_capitals() throws Exception {
    SealedText sealed = alice.encrypt("once");
    bob.decrypt(sealed);

    assertThrows(AlreadyOpened.class, () -> bob.decrypt(sealed));
    assertThrows(
        AlreadyOpened.class,
        () ->
            bob.decrypt(
                new SealedText(sealed.messageHex(), sealed.signatureHex(), "00".repeat(16))));
    assertThrows(
        AlreadyOpened.class,
        () ->
            bob.decrypt(
                new SealedText(
                    sealed.messageHex(),
                    sealed.signatureHex().toUpperCase(Locale.ROOT),
                    sealed.ivHex())));
  }

  @Test
  void one_s_own_message_does_not_come_back_as_the_contact_s() {
    SealedText own = alice.encrypt("I owe you nothing");

    assertThrows(NotOpened.class, () -> alice.decrypt(own));
  }

  @Test
  void one_s_own_message_does_not_come_back_with_the_contact_s_name_written_over_one_s_own() {
    SealedText own = alice.encrypt("hi");
    byte[] iv = HexFormat.of().parseHex(own.ivHex());
    byte[] before = new TextPair("hi", "alice").json();
    byte[] after = new TextPair("bye ", "bob").json();
    for (int i = 0; i < before.length; i++) {
      iv[i] ^= (byte) (before[i] ^ after[i]);
    }
    SealedText forged =
        new SealedText(own.messageHex(), own.signatureHex(), HexFormat.of().formatHex(iv));

    assertThrows(NotOpened.class, () -> alice.decrypt(forged));
  }

  @Test
  void what_one_writes_to_oneself_opens() throws Exception {
    ClassicSession self = session("alice", "alice");

    assertEquals("buy milk", self.decrypt(self.encrypt("buy milk")));
  }

  @Test
  void a_sender_in_other_capitals_is_another_sender() throws Exception {
    ClassicSession shouting = session("ALICE", "bob");

    assertThrows(NotOpened.class, () -> bob.decrypt(shouting.encrypt("hello")));
  }

  @Test
  void no_flipped_bit_of_message_or_tag_opens_and_the_session_stays_as_it_was() throws Exception {
    SealedText sealed = alice.encrypt("hello");
    for (int i = 0; i < sealed.messageHex().length(); i++) {
      String damaged = flipped(sealed.messageHex(), i);
      assertThrows(
          NotOpened.class,
          () -> bob.decrypt(new SealedText(damaged, sealed.signatureHex(), sealed.ivHex())));
    }
    for (int i = 0; i < sealed.signatureHex().length(); i++) {
      String damaged = flipped(sealed.signatureHex(), i);
      assertThrows(
          NotOpened.class,
          () -> bob.decrypt(new SealedText(sealed.messageHex(), damaged, sealed.ivHex())));
    }
    assertEquals("hello", bob.decrypt(sealed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0", "zz", "000000000000000000000000000000000000"})
  void a_wrong_iv_is_refused(String iv) {
    SealedText sealed = alice.encrypt("hello");

    assertThrows(
        NotOpened.class,
        () -> bob.decrypt(new SealedText(sealed.messageHex(), sealed.signatureHex(), iv)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[\"a\"]",
        "[\"a\", \"b\", \"c\"]",
        "[\"a\", 1]",
        "[\"a\", null]",
        "{\"a\": \"b\"}",
        "[\"a\", \"b\"] x",
        "[\"a\", [\"b\"]]",
        "['a', 'b']",
        "[\"a\", \"b\"",
        "[[[[[[[[[["
      })
  void only_two_texts_are_two_texts(String json) {
    assertThrows(IOException.class, () -> TextPair.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_session_that_can_remember_no_more_opens_no_more() throws Exception {
    ClassicSession small = new ClassicSession(keys(), "bob", "alice", RANDOM, 3);
    List<SealedText> opened = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      opened.add(alice.encrypt("text " + i));
      small.decrypt(opened.getLast());
    }

    assertThrows(SessionWorn.class, () -> small.decrypt(alice.encrypt("one more")));
    for (SealedText sealed : opened) {
      assertThrows(AlreadyOpened.class, () -> small.decrypt(sealed));
    }
  }

  @Test
  void every_one_of_many_tags_is_remembered() {
    OpenedTags tags = new OpenedTags(OpenedTags.MAX);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] tag = new byte[32];
      RANDOM.nextBytes(tag);
      all.add(tag);
      tags.add(tag);
    }

    assertTrue(all.stream().allMatch(tags::contains));
    byte[] another = all.getFirst().clone();
    another[8]++;
    assertFalse(tags.contains(another));
  }

  @Test
  void a_closed_session_does_nothing_under_keys_that_are_gone() {
    alice.close();

    assertThrows(IllegalStateException.class, () -> alice.encrypt("hello"));
  }

  private static String flipped(String hex, int digit) {
    char next = Character.forDigit(Character.digit(hex.charAt(digit), 16) ^ 1, 16);
    return hex.substring(0, digit) + next + hex.substring(digit + 1);
  }

  private static ClassicSession session(String self, String contact) {
    return new ClassicSession(keys(), self, contact, RANDOM);
  }

  private static PairKeys keys() {
    try {
      return PairKeys.parse(KEYS.getBytes(StandardCharsets.US_ASCII));
    } catch (HandshakeDamaged e) {
      throw new AssertionError(e);
    }
  }
}
