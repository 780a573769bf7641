package chat.parley.relay;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Where a relay listens and what it bears.
///
/// @param bind the address to listen on
/// @param classicPort where the classic protocol is spoken; 0 takes a free port
/// @param limits what it bears
public record RelaySettings(InetAddress bind, int classicPort, RelayLimits limits) {
  /// @throws SettingRejected if the port is none
  public RelaySettings {
    if (classicPort < 0 || classicPort > 65_535) {
      throw new SettingRejected("a port is a number from 0 to 65535");
    }
  }

  /// A relay that only this computer reaches.
  ///
  /// @throws SettingRejected if the port is none
  public static RelaySettings onThisComputer(int classicPort) {
    return new RelaySettings(address("127.0.0.1"), classicPort, RelayLimits.DEFAULT);
  }

  /// Reads an address to listen on, or a host name that stands for one.
  ///
  /// @throws SettingRejected if there is no such address
  public static InetAddress address(String text) {
    try {
      if (!text.isBlank()) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException unknown) {
      // Said below: why the name is unknown helps nobody.
    }
    throw new SettingRejected("there is no address \"" + text.strip() + "\" to listen on");
  }
}
