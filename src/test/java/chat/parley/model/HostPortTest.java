package chat.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "chat.example, chat.example, 7443",
    "' chat.example:80 ', chat.example, 80",
    "[::1], ::1, 7443",
    "[fe80::1]:65535, fe80::1, 65535",
    "127.0.0.1:1, 127.0.0.1, 1"
  })
  void whatPeopleWriteIsRead(String text, String host, int port) {
    assertEquals(new HostPort(host, port), HostPort.parse(text, 7443));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":80",
        "host:",
        "host:0",
        "host:65536",
        "host:x",
        "host:-1",
        "host:٥",
        "::1",
        "[::1",
        "[::1]80",
        "[]:80",
        "a:1:2"
      })
  void theRestIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text, 7443));
  }

  @Test
  void itsTextIsReadBack() {
    HostPort six = new HostPort("::1", 7443);
    assertEquals("[::1]:7443", six.text());
    assertEquals(six, HostPort.parse(six.text(), 1));
  }
}
