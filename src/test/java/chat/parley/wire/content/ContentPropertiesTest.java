package chat.parley.wire.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.wire.content.Content.Damaged;
import chat.parley.wire.content.Content.Letter;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every content: it comes back as it was, and nothing that a contact writes is an error.
class ContentPropertiesTest {
  @Provide
  Arbitrary<Letter> letters() {
    return Letters.all();
  }

  @Property(tries = 300)
  void everyLetterComesBackAsItWas(@ForAll("letters") Letter letter) {
    assertEquals(letter, Content.decode(letter.encode()));
  }

  @Property(tries = 100)
  void everyTruncationIsDamaged(@ForAll("letters") Letter letter, @ForAll int cut) {
    Bytes whole = letter.encode();
    Bytes part = Bytes.of(whole.toArray(), 0, Math.floorMod(cut, whole.length()));
    assertInstanceOf(Damaged.class, Content.decode(part));
  }

  @Property(tries = 500)
  void aFlippedBitNeverIsAnError(@ForAll("letters") Letter letter, @ForAll int bit) {
    byte[] json = letter.encode().toArray();
    int at = Math.floorMod(bit, json.length * 8);
    json[at / 8] ^= (byte) (1 << (at % 8));
    Content read = Content.decode(Bytes.of(json));
    if (read instanceof Letter still) {
      assertEquals(still, Content.decode(still.encode()), "what was read can be written");
    }
  }

  @Property(tries = 500)
  void anyBytesAreSomeContent(@ForAll byte[] bytes) {
    assertNotNull(Content.decode(Bytes.of(bytes)));
  }

  @Property(tries = 100)
  void whatFollowsTheObjectDamagesIt(@ForAll("letters") Letter letter) {
    String json = new String(letter.encode().toArray(), StandardCharsets.UTF_8);
    assertInstanceOf(
        Damaged.class, Content.decode(Bytes.of((json + "{}").getBytes(StandardCharsets.UTF_8))));
  }

  @Property(tries = 300)
  void noTextFormShowsWhatWasWritten(@ForAll("letters") Letter letter) {
    String shown = letter.toString();
    assertTrue(shown.length() < 40, shown);
    if (letter.body() instanceof Body.Text(String text, Bytes replyTo, var expires)
        && text.length() > 5) {
      assertFalse(shown.contains(text), shown);
    }
  }
}
