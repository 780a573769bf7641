package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page that programs of others are written by names every word that `listen` may say.
class TerminalPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/terminal.md");

  @ParameterizedTest
  @EnumSource
  void itNamesEveryReasonToWait(Delivery.WaitReason reason) throws Exception {
    assertNamed(reason);
  }

  @ParameterizedTest
  @EnumSource
  void itNamesEveryReasonToFail(Delivery.FailReason reason) throws Exception {
    assertNamed(reason);
  }

  @ParameterizedTest
  @EnumSource
  void itNamesEveryReasonToBeDisconnected(Connection.Reason reason) throws Exception {
    assertNamed(reason);
  }

  @ParameterizedTest
  @EnumSource
  void itNamesEveryNote(ChatMessage.Note.Kind kind) throws Exception {
    assertNamed(kind);
  }

  private static void assertNamed(Enum<?> value) throws Exception {
    String word = "`" + value.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
    assertTrue(Files.readString(PAGE).contains(word), word);
  }
}
