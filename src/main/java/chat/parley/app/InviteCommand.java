package chat.parley.app;

import chat.parley.model.Invitation;
import chat.parley.relay.ParleySettings;
import chat.parley.relay.SettingRejected;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// `parley-relay invite`: prints the link that brings clients to this relay, and the same as a QR code.
@Command(
    name = "invite",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Prints the invitation to a relay that was started before,"
            + " for options as the relay is started with. They stand behind the word.")
final class InviteCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Mixin private ParleyOptions options = new ParleyOptions();

  @Override
  public Integer call() {
    try {
      requireNothingBefore();
      ParleySettings settings = options.settings();
      if (settings.port() == 0) {
        throw new SettingRejected("an invitation names the port that the relay listens on");
      }
      Invitation invitation =
          options.invitation(settings.port(), settings.knownIdentity().fingerprint());
      PrintWriter out = spec.commandLine().getOut();
      out.println(invitation.text());
      TerminalQrCode.lines(invitation.text()).forEach(out::println);
      out.flush();
      return CommandLine.ExitCode.OK;
    } catch (SettingRejected refused) {
      return RelayMain.say(spec.commandLine(), Objects.toString(refused.getMessage()));
    }
  }

  /// What stands before the word is for the relay, and would say nothing here: the invitation would be to another one.
  private void requireNothingBefore() {
    CommandSpec relay = spec.parent();
    List<OptionSpec> before =
        relay == null ? List.of() : relay.commandLine().getParseResult().matchedOptions();
    for (OptionSpec option : before) {
      if (!option.longestName().equals(RelayConfig.OPTION)) {
        throw new SettingRejected(option.longestName() + " has to stand behind the word invite");
      }
    }
  }
}
