package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The manual pages of the packages, which are written by hand, against the command lines.
class ManPagesTest {
  private static final Path PAGES = Path.of("packaging/linux");
  private static final Pattern EXPLAINED =
      Pattern.compile("\\.TP\n\\.(?:B|BI|BR) (?:-[a-zA-Z] \", \" )?(--[a-z-]+)");

  @ParameterizedTest
  @ValueSource(strings = {"parley", "parley-cli", "parley-relay"})
  void a_manual_page_explains_each_option_and_no_other(String program) throws Exception {
    Set<String> options =
        everyCommand(commandLine(program))
            .flatMap(command -> command.getCommandSpec().options().stream())
            .map(OptionSpec::longestName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(options, explained(page(program)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parley-cli", "parley-relay"})
  void a_manual_page_names_each_command(String program) throws Exception {
    String page = page(program);
    Set<String> missing =
        everyCommand(commandLine(program))
            .filter(command -> command.getSubcommands().isEmpty())
            .map(command -> command.getCommandSpec().qualifiedName())
            .filter(command -> !page.contains(".SY \"" + command + "\"\n"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), missing);
  }

  private static Set<String> explained(String page) {
    return EXPLAINED
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .map(option -> option.replaceFirst("-$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// In a manual page a hyphen that is typed stands behind a backslash.
  private static String page(String program) throws IOException {
    return Files.readString(PAGES.resolve(program + ".1")).replace("\\-", "-");
  }

  private static CommandLine commandLine(String program) {
    return switch (program) {
      case "parley" -> new CommandLine(new DesktopOptions());
      case "parley-cli" -> CliMain.commandLine(CliSurroundings.ofThisProcess());
      case "parley-relay" -> {
        CommandLine relay = RelayMain.commandLine();
        RelayConfig.addOption(relay);
        yield relay;
      }
      default -> throw new IllegalArgumentException(program);
    };
  }

  private static Stream<CommandLine> everyCommand(CommandLine top) {
    Collection<CommandLine> below = top.getSubcommands().values();
    return Stream.concat(Stream.of(top), below.stream().flatMap(ManPagesTest::everyCommand));
  }
}
