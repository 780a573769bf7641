package chat.parley.model;

/// A host and a port as people write them.
///
/// @param host a host name or an address; IPv6 without brackets
/// @param port 1 to 65535
public record HostPort(String host, int port) {
  private static final String BRACKETS =
      "an IPv6 address stands in brackets, as in [::1] or [::1]:7443";

  /// @throws IllegalArgumentException if the host is empty or the port out of range
  public HostPort {
    check(host, port);
  }

  static void check(String host, int port) {
    if (host.isBlank() || host.length() > 253) {
      throw new IllegalArgumentException("a host name has 1 to 253 characters");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
  }

  /// Reads `host`, `host:port`, `[IPv6]` or `[IPv6]:port`.
  ///
  /// @param usual the port if none is named
  /// @throws IllegalArgumentException if it is none of these
  public static HostPort parse(String text, int usual) {
    String trimmed = text.strip();
    boolean bracketed = trimmed.startsWith("[");
    int end = bracketed ? trimmed.indexOf(']') : trimmed.indexOf(':');
    if (bracketed ? end < 0 : end != trimmed.lastIndexOf(':')) {
      throw new IllegalArgumentException(BRACKETS);
    }
    if (end < 0) {
      return new HostPort(trimmed, usual);
    }
    String host = trimmed.substring(bracketed ? 1 : 0, end);
    String rest = trimmed.substring(bracketed ? end + 1 : end);
    if (!rest.isEmpty() && !rest.startsWith(":")) {
      throw new IllegalArgumentException(BRACKETS);
    }
    return new HostPort(host, rest.isEmpty() ? usual : port(rest.substring(1)));
  }

  private static int port(String digits) {
    if (!digits.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
    return Integer.parseInt(digits);
  }

  /// `host:port`, with brackets around IPv6.
  public String text() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
