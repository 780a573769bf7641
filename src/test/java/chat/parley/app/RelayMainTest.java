package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Invitation;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class RelayMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void itSaysWhereItListensAndEndsGracefullyOnATerminationSignal() throws Exception {
    Path data = folder.resolve("new/data");
    Process relay =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                RelayMain.class.getName(),
                "--port",
                "0",
                "--classic-port",
                "0",
                "--data",
                data.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try (BufferedReader lines = relay.inputReader(StandardCharsets.UTF_8)) {
      String parley = lines.readLine();
      assertTrue(
          parley != null && parley.matches("listening parley 127\\.0\\.0\\.1:[0-9]+"), parley);
      String line = lines.readLine();
      assertTrue(line != null && line.matches("listening classic 127\\.0\\.0\\.1:[0-9]+"), line);
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      Invitation invitation = Invitation.parse(String.valueOf(lines.readLine()));
      assertTrue(parley.endsWith(" " + invitation.address()));
      assertEquals(0, run("invite", "--data", data.toString(), "--public-host", "example.org"));
      assertTrue(
          out.toString()
              .startsWith(
                  new Invitation("example.org", 7443, invitation.relay()).text() + "\n█████"),
          out.toString());
      try (Socket member = new Socket(InetAddress.getLoopbackAddress(), port)) {
        InputStream in = member.getInputStream();
        assertEquals("4NICK", new String(in.readNBytes(68), StandardCharsets.UTF_8).strip());
        relay.toHandle().destroy();
        assertEquals(-1, in.read());
      }
      assertTrue(relay.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, relay.exitValue());
      assertEquals(null, lines.readLine());
      assertTrue(Files.isDirectory(data));
    } finally {
      relay.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--classic-port x",
        "--classic-port 70000",
        "--classic-port -1",
        "--classic-port",
        "--bind no.such.address.invalid",
        "--max-connections 0",
        "--queue-bytes 5",
        "--memory-bytes 5",
        "--login-timeout 0",
        "--stall-timeout -3",
        "--idle-timeout 9223372036854775807",
        "--port 65536",
        "--public-host x/y",
        "--certificate missing.pem",
        "--certificate missing.pem --key missing.pem --data target/relay-main-test",
        "--admission keys",
        "--admission keys --keys no/such/folder",
        "--admission everybody",
        "--keys keys",
        "--directory maybe",
        "--mailbox-days 0",
        "--mailbox-messages 0",
        "invite --port 0",
        "--data target/relay-main-test invite",
        "--public-host=example.org invite --data target/relay-main-test",
        "--max-connections 5 invite",
        "--no-such-option",
        "word"
      })
  void aBadSettingIsSaidInOneSentenceAndNothingStarts(String arguments) {
    assertRefused(run(arguments.split(" ")));
  }

  @Test
  void anAtSignReadsNoFileOfArguments() throws Exception {
    Path file = Files.writeString(folder.resolve("arguments"), "--version");
    assertRefused(run("@" + file));
  }

  @Test
  void whereNoRelayWasEverStartedThereIsNoneToInviteTo() throws Exception {
    Path nowhere = folder.resolve("misspelt");
    assertRefused(run("invite", "--data", nowhere.toString()));
    assertTrue(err.toString().contains(nowhere.toString()), err.toString());
    assertFalse(Files.exists(nowhere));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(run("invite", "--data", empty.toString()));
    try (Stream<Path> files = Files.list(empty)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertNotNow(run("--classic-port", Integer.toString(taken.getLocalPort())));
      assertTrue(err.toString().contains("in use"), err.toString());
    }
  }

  @Test
  void anAddressOfAnotherMachineIsABadSetting() {
    // RFC 5737 keeps this one for documentation.
    assertRefused(run("--bind", "192.0.2.1", "--classic-port", "0"));
    assertTrue(err.toString().contains("192.0.2.1"), err.toString());
  }

  @Test
  void besideTheClassicProtocolOnlyAPortAsksForParley() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertNotNow(run("--classic-port", port, "--data", folder.toString()));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList(), "nothing of Parley 1 was begun");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--admission keys --keys keys",
        "--keys keys",
        "--certificate missing.pem",
        "--key missing.pem",
        "--public-host example.org",
        "--directory closed",
        "--mailbox-messages 5",
        "--mailbox-bytes 5",
        "--mailbox-days 5",
        "--store-bytes 5",
        "--free-bytes 5",
        "--names-per-address 5",
      })
  void whatIsAboutParleyIsRefusedWhereItIsNotSpoken(String options) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String classic = "--classic-port " + taken.getLocalPort() + " ";
      assertRefused(run((classic + options).split(" ")));
      assertTrue(err.toString().contains(options.substring(0, 6)), err.toString());
    }
  }

  @Test
  void aRelayThatLetsInSomeAloneDoesNotSpeakClassicWhichLetsInAll() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String arguments =
          "--port 0 --admission keys --keys keys --data %s --classic-port %d"
              .formatted(folder, taken.getLocalPort());
      assertRefused(run(arguments.split(" ")));
      assertTrue(err.toString().contains("--admission keys"), err.toString());
    }
  }

  @Test
  void aDataFolderThatIsAFileIsSaidInOneSentence() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(run("--data", file.toString()));
    assertRefused(run("--data", file.resolve("below").toString()));
  }

  @Test
  void aFolderThatAnotherRelayUsesIsSaidInOneSentence() throws Exception {
    try (Relay _ = Relay.start(RelaySettings.onThisComputer(0, folder))) {
      assertNotNow(run("--port", "0", "--data", folder.toString()));
      assertTrue(err.toString().contains("another relay has it open"), err.toString());
    }
  }

  @Test
  void aDamagedCertificateIsSaidInOneSentence() throws Exception {
    Files.writeString(folder.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----\nAAAA");
    assertRefused(run("--port", "0", "--data", folder.toString()));
    assertTrue(err.toString().contains("certificate"), err.toString());
  }

  @Test
  void aDamagedStoreIsSaidInOneSentence() throws Exception {
    Files.writeString(folder.resolve("relay.db"), "not a database".repeat(100));
    assertNotNow(run("--port", "0", "--data", folder.toString()));
    assertTrue(err.toString().contains("relay.db"), err.toString());
  }

  @Test
  void helpNamesEveryOptionAndItsDefault() {
    assertEquals(0, run("--help"));
    for (String text :
        List.of(
            "--classic-port",
            "8080",
            "--port",
            "7443",
            "--admission",
            "invite",
            "--bind",
            "127.0.0.1",
            "--data",
            "--idle-timeout")) {
      assertTrue(out.toString().contains(text), text);
    }
    assertFalse(out.toString().contains("${"));
  }

  @Test
  void theVersionIsOneLine() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().matches("parley-relay [^\n]+\n"), out.toString());
  }

  private int run(String... arguments) {
    err.getBuffer().setLength(0);
    CommandLine commandLine = RelayMain.commandLine();
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void whatStandsBeforeTheWordInviteIsNotLeftAsideSilently() {
    assertRefused(run("--public-host", "example.org", "invite", "--data", folder.toString()));
    assertTrue(err.toString().contains("--public-host"), err.toString());
  }

  private void assertRefused(int code) {
    assertEnded(2, code);
  }

  /// The same may go well at another time.
  private void assertNotNow(int code) {
    assertEnded(1, code);
  }

  private void assertEnded(int expected, int code) {
    assertEquals(expected, code);
    assertEquals("", out.toString());
    assertTrue(err.toString().matches("parley-relay: [^\n]{10,300}\n"), err.toString());
  }
}
