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
      HostPort.check(host, port);
    }

    /// Reads `host`, `host:port`, `[IPv6]` or `[IPv6]:port`; without a port, 8080.
    ///
    /// @throws IllegalArgumentException if it is none of these
    public static Classic parse(String text) {
      HostPort read = HostPort.parse(text, CLASSIC_PORT);
      return new Classic(read.host(), read.port());
    }

    /// `host:port`, with brackets around IPv6.
    public String text() {
      return new HostPort(host, port).text();
    }
  }
}
