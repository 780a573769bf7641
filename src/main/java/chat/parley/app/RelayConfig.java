package chat.parley.app;

import chat.parley.relay.SettingRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Settings of the relay from a file, for `parley-relay --config FILE`: lines `name = value`, named as the options are, without
/// `--`. An option on the command line wins. Lines that are blank or begin with `#` say nothing.
final class RelayConfig {
  static final String OPTION = "--config";

  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;
  private final Map<String, String> values = new HashMap<>();

  private RelayConfig(Path file) {
    this.file = file;
  }

  /// Has a command line take settings from the file that the arguments name, if they name one.
  ///
  /// @throws SettingRejected if the file cannot be read, or says what no option means
  static void apply(CommandLine relay, String... arguments) {
    addOption(relay);
    Optional<Path> named = namedIn(List.of(arguments));
    if (named.isPresent()) {
      RelayConfig config = new RelayConfig(named.get());
      config.read(relay.getCommandSpec());
      relay.setDefaultValueProvider(new Defaults(Map.copyOf(config.values)));
    }
  }

  /// Has a command line and its commands know the option that names the file.
  static void addOption(CommandLine relay) {
    addOption(relay.getCommandSpec());
    relay.getSubcommands().values().forEach(command -> addOption(command.getCommandSpec()));
  }

  private static void addOption(CommandSpec command) {
    command.addOption(
        OptionSpec.builder(OPTION)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "Takes settings from a file: lines like 'port = 7443', named as these options.")
            .build());
  }

  private static Optional<Path> namedIn(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(OPTION + "=")) {
        return Optional.of(Path.of(argument.substring(OPTION.length() + 1)));
      }
      if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        return Optional.of(Path.of(arguments.get(i + 1)));
      }
    }
    return Optional.empty();
  }

  private void read(CommandSpec relay) {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        take(line, i + 1, relay);
      }
    }
  }

  private void take(String line, int number, CommandSpec relay) {
    int equals = line.indexOf('=');
    String name = line.substring(0, Math.max(equals, 0)).strip();
    String value = line.substring(equals + 1).strip();
    if (name.isEmpty() || value.isEmpty()) {
      throw rejected(number, "is not of the form 'name = value'");
    }
    OptionSpec option = relay.findOption("--" + name);
    if (option == null || option.arity().max() == 0 || OPTION.equals("--" + name)) {
      throw rejected(number, "has a name that no setting has");
    }
    if (values.put("--" + name, value) != null) {
      throw rejected(number, "sets '%s' a second time".formatted(name));
    }
  }

  private List<String> lines() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new SettingRejected(file + " is too large to be a file of settings");
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new SettingRejected(file + " cannot be read");
    }
  }

  private SettingRejected rejected(int number, String why) {
    return new SettingRejected("line %d of %s %s".formatted(number, file, why));
  }

  /// Whether an option was given, on the command line or in the file.
  static boolean isGiven(CommandSpec relay, String option) {
    return relay.commandLine().getParseResult().hasMatchedOption(option)
        || (relay.defaultValueProvider() instanceof Defaults file
            && file.values().containsKey(option));
  }

  /// What the file says of options that the command line does not name.
  private record Defaults(Map<String, String> values) implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
    }
  }
}
