package chat.parley.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a relay of Parley 1 is and which key it has, as one link:
/// `parley://host:port/#<fingerprint in Base32, 52 characters>`.
///
/// @param host a host name or an address; IPv6 without brackets
/// @param port 1 to 65535
/// @param relay SHA-256 of the relay's SubjectPublicKeyInfo: the pin
public record Invitation(String host, int port, Fingerprint relay) {
  /// The port of Parley 1, where none is named.
  public static final int PORT = 7443;

  private static final int MAX_HOST = 253;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(%[0-9a-z]+)?");
  private static final Pattern LINK =
      Pattern.compile(
          "parley://(?:\\[([^\\]]+)\\]|([^:/\\[\\]]+))(?::([0-9]{1,5}))?/?#([A-Za-z2-7]{52})",
          Pattern.CASE_INSENSITIVE);

  /// @throws IllegalArgumentException if the host or the port is none
  public Invitation {
    requireHost(host);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
  }

  /// @throws IllegalArgumentException if an invitation cannot name this host
  public static void requireHost(String host) {
    if (host.length() > MAX_HOST || !HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("a host is a name or an address");
    }
  }

  /// Reads a link as a person pasted it.
  ///
  /// @throws IllegalArgumentException if it is no invitation
  public static Invitation parse(String text) {
    Matcher link = LINK.matcher(text.strip());
    if (!link.matches()) {
      throw new IllegalArgumentException(
          "an invitation looks like parley://host:7443/# and 52 letters and digits");
    }
    String host = link.group(1) == null ? link.group(2) : link.group(1);
    int port = link.group(3) == null ? PORT : Integer.parseInt(link.group(3));
    return new Invitation(host, port, Fingerprint.ofBase32(link.group(4)));
  }

  /// `host:port`, with brackets around IPv6.
  public String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /// Whether the other one leads to the same host and port.
  public boolean isForSameAddress(Invitation other) {
    return host.equalsIgnoreCase(other.host) && port == other.port;
  }

  /// The link.
  public String text() {
    return "parley://" + address() + "/#" + relay.base32();
  }

  @Override
  public String toString() {
    return text();
  }
}
