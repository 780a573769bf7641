package chat.parley.model;

/// Which relay to connect to: chosen at login, and never changed behind the user's back.
public sealed interface RelayAddress {
  /// The port of the original system.
  int CLASSIC_PORT = 8080;

  /// A relay inside this program, started if none listens yet.
  record OnThisComputer() implements RelayAddress {}

  /// A relay that speaks Parley 1, known by its key.
  record Parley(Invitation invitation) implements RelayAddress {
    /// `host:port`, with brackets around IPv6.
    public String text() {
      return invitation.address();
    }
  }

  /// A server that speaks the original's protocol.
  ///
  /// @param host a host name or an address; IPv6 without brackets
  /// @param port 1 to 65535
  record Classic(String host, int port) implements RelayAddress {
    /// @throws IllegalArgumentException if the host is empty or the port out of range
    public Classic {
      if (host.isBlank() || host.length() > 253) {
        throw new IllegalArgumentException("a host name has 1 to 253 characters");
      }
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("a port is a number from 1 to 65535");
      }
    }

    /// Reads `host`, `host:port`, `[IPv6]` or `[IPv6]:port`; without a port, 8080.
    ///
    /// @throws IllegalArgumentException if it is none of these
    public static Classic parse(String text) {
      String trimmed = text.strip();
      int close = trimmed.startsWith("[") ? trimmed.indexOf(']') : -1;
      int colon = trimmed.indexOf(':', close + 1);
      if (trimmed.startsWith("[") && (close < 0 || (colon >= 0 && colon != close + 1))) {
        throw new IllegalArgumentException("an IPv6 address stands in brackets, as in [::1]:8080");
      }
      if (close < 0 && colon != trimmed.lastIndexOf(':')) {
        throw new IllegalArgumentException("an IPv6 address stands in brackets, as in [::1]:8080");
      }
      String address = colon < 0 ? trimmed : trimmed.substring(0, colon);
      String host = close < 0 ? address : trimmed.substring(1, close);
      return new Classic(host, colon < 0 ? CLASSIC_PORT : port(trimmed.substring(colon + 1)));
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
}
