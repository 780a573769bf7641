package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.crypto.RsaPublic;
import chat.parley.model.Name;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers were computed from the demonstration keys by a Python program of its own, with hashlib.
class SafetyNumberTest {
  private static final KeysFolder KEYS = KeysFolder.at(Path.of("keys"));

  private static RsaPublic key(String name) throws Exception {
    return KEYS.peer(new Name(name)).orElseThrow().key();
  }

  private static SafetyNumber number(String one, String other) throws Exception {
    return SafetyNumber.of(key(one), new Name(one), key(other), new Name(other));
  }

  @ParameterizedTest
  @CsvSource({
    "alice, bob, 07932 10684 38593 46514 99414 60148 69237 83449 79215 19656 91346 04537",
    "alice, carol, 07932 10684 38593 46514 99414 60148 21395 28253 54615 98266 11061 23996",
    "bob, carol, 21395 28253 54615 98266 11061 23996 69237 83449 79215 19656 91346 04537"
  })
  void itIsTheSameOnBothSides(String one, String other, String digits) throws Exception {
    assertEquals(digits, number(one, other).toString());
    assertEquals(digits, number(other, one).toString());
    assertEquals(12, number(one, other).groups().size());
  }

  @Test
  void itIsBoundToTheNamesAndNotOnlyToTheKeys() throws Exception {
    SafetyNumber renamed =
        SafetyNumber.of(key("alice"), new Name("alice"), key("bob"), new Name("bobby"));
    assertNotEquals(number("alice", "bob"), renamed);
    assertEquals(number("alice", "bob").groups().subList(0, 6), renamed.groups().subList(0, 6));
  }
}
