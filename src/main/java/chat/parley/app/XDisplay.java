package chat.parley.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether an X server answers where `DISPLAY` says (X(7), *Display names*). What it would say is not waited for.
final class XDisplay {
  private static final Pattern NAME =
      Pattern.compile("(?:(?:unix|tcp)/)?([^/]*?)(?:/unix)?:([0-9]{1,4})(?:\\.[0-9]+)?");
  private static final int FIRST_PORT = 6_000;
  private static final int PATIENCE_MILLIS = 1_500;

  private final Path sockets;
  private final Path openSockets;

  XDisplay() {
    this(Path.of("/tmp/.X11-unix"), Path.of("/proc/net/unix"));
  }

  /// @param sockets where servers of this machine listen
  /// @param openSockets the system's list of them, as not all of them are files
  XDisplay(Path sockets, Path openSockets) {
    this.sockets = sockets;
    this.openSockets = openSockets;
  }

  boolean answers(String name) {
    Matcher display = NAME.matcher(name);
    if (!display.matches()) {
      return false;
    }
    String host = display.group(1);
    int number = Integer.parseInt(display.group(2));
    if (!host.isEmpty() && !host.equals("unix")) {
      return answersAt(host, FIRST_PORT + number);
    }
    Path socket = sockets.resolve("X" + number);
    return answersAt(socket)
        || isOpenWithoutFile(socket)
        || answersAt(InetAddress.getLoopbackAddress(), FIRST_PORT + number);
  }

  private static boolean answersAt(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException nobody) {
      return false;
    }
  }

  /// Linux has sockets with a name that is no file, which Java cannot connect to.
  private boolean isOpenWithoutFile(Path socket) {
    try (Stream<String> lines = Files.lines(openSockets, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.endsWith(" @" + socket));
    } catch (IOException noSuchList) {
      return false;
    }
  }

  private static boolean answersAt(String host, int port) {
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .anyMatch(address -> answersAt(address, port));
    } catch (IOException unknown) {
      return false;
    }
  }

  private static boolean answersAt(InetAddress address, int port) {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
