package chat.parley.app;

import chat.parley.model.Invitation;
import chat.parley.relay.ParleySettings;
import chat.parley.relay.SettingRejected;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `parley-relay invite`: prints the link that brings clients to this relay, and the same as a QR code.
@Command(
    name = "invite",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Prints the invitation to a relay that was started before,"
            + " for options as the relay is started with.")
final class InviteCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Mixin private ParleyOptions options = new ParleyOptions();

  @Override
  public Integer call() {
    try {
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
}
