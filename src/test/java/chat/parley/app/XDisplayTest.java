package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class XDisplayTest {
  @TempDir private Path sockets;

  @Test
  void a_server_of_this_machine_answers_under_each_of_its_names() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(sockets.resolve("X2071")));
      for (String name : new String[] {":2071", ":2071.0", "unix:2071", "unix/:2071"}) {
        assertTrue(display().answers(name), name);
      }
      assertFalse(display().answers(":2072"));
    }
    assertFalse(display().answers(":2071"), "the file stays, and nobody listens");
  }

  @Test
  void a_server_whose_socket_is_no_file_answers() throws Exception {
    Files.writeString(
        sockets.resolve("list"),
        "0000: 00000002 00000000 00010000 0001 01 25 @" + sockets.resolve("X2071") + "\n");
    assertTrue(display().answers(":2071"));
    assertFalse(display().answers(":207"));
  }

  @Test
  void a_server_of_another_machine_answers_by_tcp() throws Exception {
    String name;
    try (ServerSocket server = portOfDisplay()) {
      name = "127.0.0.1:" + (server.getLocalPort() - 6_000) + ".0";
      assertTrue(display().answers(name));
    }
    assertFalse(display().answers(name));
  }

  private static ServerSocket portOfDisplay() throws Exception {
    for (int number = 2_000; ; number++) {
      try {
        return new ServerSocket(6_000 + number, 1, InetAddress.getLoopbackAddress());
      } catch (BindException taken) {
        assertTrue(number < 2_100, "no port is free");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "x", ":x", "no.such.host.invalid:0", "127.0.0.1:99999"})
  void where_there_is_none_nothing_answers(String name) {
    assertFalse(display().answers(name));
  }

  private XDisplay display() {
    return new XDisplay(sockets, sockets.resolve("list"));
  }
}
