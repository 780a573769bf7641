package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.identity.IdentityException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command of the terminal client that logs in.
abstract class LoginCommand implements Callable<Integer> {
  private final CliSurroundings around;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Mixin private LoginOptions options = new LoginOptions();

  LoginCommand(CliSurroundings around) {
    this.around = around;
  }

  /// @return the exit code
  @Override
  public abstract Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException;

  /// Logs in as the options say.
  final LoginOptions.Login logIn()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable {
    return options.open(around, err());
  }

  final CliSurroundings around() {
    return around;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
