package chat.parley.ui.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSslCommandTest {
  @Test
  void aPlainPathIsNotQuoted() {
    assertEquals(
        "/home/alice/keys/bob/pub.pem", OpenSslCommand.quoted("/home/alice/keys/bob/pub.pem"));
  }

  @Test
  void theCommandNamesTheWholePath() {
    assumeTrue(File.separatorChar == '/');
    assertEquals(
        "openssl rsa -pubin -in '/my keys/bob/pub.pem' -outform der | openssl sha256",
        OpenSslCommand.of(Path.of("/my keys/alice/../bob/pub.pem")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a b/pub.pem",
        "/it's/pub.pem",
        "/$(touch x)`y`/\"pub\".pem",
        "/a;b&c|d>e<f*?[g]#h!i~/pub.pem",
        "/back\\slash'/pub.pem",
        "/line\nbreak'\\/\u0003\u001b7/pub.pem",
        "/ünï/ключ.pem"
      })
  void aShellReadsBackExactlyThePath(String path) throws Exception {
    assumeTrue(new File("/bin/bash").canExecute());
    Process shell =
        new ProcessBuilder("/bin/bash", "-c", "printf %s " + OpenSslCommand.quoted(path))
            .redirectErrorStream(true)
            .start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    assertEquals(path, read);
  }

  @Test
  void noControlCharacterReachesTheTerminal() {
    String word = OpenSslCommand.quoted("/a\u001b[31m\n\u0007");
    assertEquals("$'/a\\033[31m\\012\\007'", word);
  }
}
