package chat.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void fieldsStandInTheOrderTheyWereGivenIn() {
    assertEquals(
        "{\"b\":\"x\",\"a\":1,\"c\":true}",
        new JsonLine().with("b", "x").with("a", 1).with("c", true).text());
  }

  @Test
  void whatCouldBreakALineOrTurnATerminalIsEscaped() {
    assertEquals(
        "{\"text\":\"\\u001b[2J\\u009b\\n"
            + "\\r"
            + "\\t\\u2028\\u2029\\u0085\\u202e\\u007f\\ud800 <é 👋>\"}",
        new JsonLine()
            .with("text", "\u001b[2J\u009b\n\r\t\u2028\u2029\u0085\u202e\u007f\ud800 <é 👋>")
            .text());
  }

  @Property
  void whatIsReadIsWhatWasWritten(@ForAll String text) throws BodyException {
    String line = new JsonLine().with("text", text).text();
    assertEquals(1, line.lines().count());
    JsonObject read = JsonParser.parseString(line).getAsJsonObject();
    assertEquals(text, read.get("text").getAsString());
  }
}
