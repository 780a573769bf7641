package chat.parley.relay;

import chat.parley.app.RelayMain;
import chat.parley.identity.Identity;
import chat.parley.model.Invitation;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A relay in a process of its own, which can be killed without a warning.
public final class RelayProcess implements AutoCloseable {
  private final Process process;
  private final Invitation invitation;

  private RelayProcess(Process process, Invitation invitation) {
    this.process = process;
    this.invitation = invitation;
  }

  /// @param prefix what the command begins with, such as a shell that sets a limit
  static RelayProcess start(Path data, List<String> prefix, String... java) throws IOException {
    return start(data, 0, prefix, java);
  }

  private static RelayProcess start(Path data, int port, List<String> prefix, String... java)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of(java));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(RelayMain.class.getName(), "--port", Integer.toString(port)));
    command.addAll(List.of("--data", data.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(data.resolveSibling("relay-errors.txt").toFile())
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String listening = lines.readLine();
    String link = lines.readLine();
    if (listening == null || link == null) {
      process.destroyForcibly();
      throw new IOException("the relay did not start: " + listening);
    }
    return new RelayProcess(process, Invitation.parse(link));
  }

  static RelayProcess start(Path data) throws IOException {
    return start(data, List.of());
  }

  /// @param port 0 takes a free one
  public static RelayProcess start(Path data, int port) throws IOException {
    return start(data, port, List.of());
  }

  /// How to reach it.
  public Invitation invitation() {
    return invitation;
  }

  ParleyTestClient loggedIn(Identity identity) throws Exception {
    return ParleyTestClient.loggedIn(
        new InetSocketAddress(invitation.host(), invitation.port()), invitation.relay(), identity);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL: nothing of the relay's own runs after it.
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
