package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.RelayIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@Timeout(60)
class RelayConfigTest {
  private static final Path PACKAGED = Path.of("packaging/relay/relay.conf");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  /// Who is invited to was started once.
  @BeforeEach
  void startOnce() throws Exception {
    RelayIdentity.ofFolder(folder, new SecureRandom(), Instant.now());
  }

  @Test
  void settings_are_taken_from_the_file() throws Exception {
    Path config = config("# who we are", "", "public-host = example.org", "  port=7000  ");

    assertEquals(0, run("--config", config.toString(), "invite", "--data", folder.toString()));
    assertTrue(out.toString().startsWith("parley://example.org:7000/"), out.toString());
  }

  @Test
  void the_invitation_takes_them_too_and_leaves_aside_what_is_not_about_it() throws Exception {
    Path config = config("classic-port = 8080", "port = 7000", "data = " + folder);

    assertEquals(0, run("invite", "--config=" + config, "--public-host", "example.org"));
    assertTrue(out.toString().startsWith("parley://example.org:7000/"), out.toString());
  }

  @Test
  void the_command_line_wins() throws Exception {
    Path config = config("public-host = example.org", "port = 7000");

    assertEquals(
        0,
        run(
            "invite",
            "--port",
            "7001",
            "--data",
            folder.toString(),
            "--config",
            config.toString()));
    assertTrue(out.toString().startsWith("parley://example.org:7001/"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port",
        "port =",
        "= 7443",
        "port = many",
        "port = 70000",
        "--port = 7443",
        "prot = 7443",
        "version = true",
        "config = other.conf",
        "port = 7443\nport = 7443",
        "bind = no.such.address.invalid",
        "mailbox-days = 0",
        "admission = everybody",
      })
  void a_bad_line_is_said_in_one_sentence_and_nothing_starts(String lines) throws Exception {
    assertRefused(run("--config", config(lines).toString(), "--data", folder.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"admission = keys\nkeys = keys", "directory = open", "mailbox-days = 5"})
  void a_line_about_parley_is_refused_where_it_is_not_spoken(String lines) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path config = config("classic-port = " + taken.getLocalPort(), "data = " + folder, lines);
      assertRefused(run("--config", config.toString()));
      assertTrue(err.toString().contains("--" + lines.substring(0, 9)), err.toString());
    }
  }

  @Test
  void a_bad_line_is_found_by_its_number() throws Exception {
    Path config = config("# a comment", "port = 7443", "colour = blue");

    assertRefused(run("--config", config.toString()));
    assertTrue(err.toString().contains("line 3 of " + config), err.toString());
  }

  @Test
  void a_file_that_is_missing_too_large_or_not_text_is_said_in_one_sentence() throws Exception {
    assertRefused(run("--config", folder.resolve("missing").toString()));
    assertRefused(run("--config", folder.toString()));
    assertRefused(run("--config"));
    assertRefused(run("--config", config("#".repeat(70_000)).toString()));
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xC3, (byte) 0x28});
    assertRefused(run("--config", bytes.toString()));
  }

  @Test
  void the_packaged_file_explains_every_setting_with_its_default() throws Exception {
    List<String> lines = Files.readAllLines(PACKAGED);
    CommandLine relay = RelayMain.commandLine();
    Set<String> options =
        relay.getCommandSpec().options().stream()
            .filter(option -> option.arity().max() > 0)
            .map(option -> option.longestName().substring(2))
            .filter(name -> !name.equals("config"))
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern setting = Pattern.compile("#?([a-z-]+) = (.*)");

    Set<String> explained = new TreeSet<>();
    for (String line : lines) {
      var matcher = setting.matcher(line);
      if (matcher.matches()) {
        explained.add(matcher.group(1));
        OptionSpec option = relay.getCommandSpec().findOption("--" + matcher.group(1));
        if (line.startsWith("#") && option != null && option.initialValue() instanceof Number n) {
          assertEquals(n.toString(), matcher.group(2), line);
        }
      }
    }
    assertEquals(options, explained);
  }

  /// Who uncomments the line for the classic protocol gets it beside Parley 1.
  @Test
  void the_packaged_file_asks_for_parley() throws Exception {
    assertTrue(Files.readAllLines(PACKAGED).contains("port = 7443"));
  }

  @Test
  void the_packaged_file_is_accepted_as_it_is() {
    assertEquals(0, run("--config", PACKAGED.toString(), "--version"));
    assertFalse(out.toString().isBlank());
  }

  private Path config(String... lines) throws IOException {
    return Files.writeString(folder.resolve("relay.conf"), String.join("\n", lines) + "\n");
  }

  private int run(String... arguments) {
    err.getBuffer().setLength(0);
    CommandLine relay = RelayMain.commandLine();
    relay.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return RelayMain.run(relay, arguments);
  }

  private void assertRefused(int code) {
    assertEquals(2, code);
    assertEquals("", out.toString());
    assertTrue(err.toString().matches("parley-relay: [^\n]{10,400}\n"), err.toString());
  }
}
