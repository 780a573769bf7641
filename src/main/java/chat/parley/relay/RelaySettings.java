package chat.parley.relay;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a relay listens, what it speaks there and what it bears.
///
/// @param bind the address to listen on
/// @param parley how it speaks Parley 1; empty if it does not
/// @param classicPort where the classic protocol is spoken; 0 takes a free port; empty if it is not
/// @param limits what it bears
public record RelaySettings(
    InetAddress bind,
    Optional<ParleySettings> parley,
    OptionalInt classicPort,
    RelayLimits limits) {
  private static final int MAX_PORT = 65_535;
  private static final int NAMES_A_DAY_HERE = 1_000_000;

  /// @throws SettingRejected if a port is none, or there is nothing to speak
  public RelaySettings {
    classicPort.ifPresent(RelaySettings::requirePort);
    if (parley.isEmpty() && classicPort.isEmpty()) {
      throw new SettingRejected("a relay speaks one protocol at least");
    }
  }

  /// A relay that only this computer reaches, for the classic protocol.
  ///
  /// @throws SettingRejected if the port is none
  public static RelaySettings onThisComputer(int classicPort) {
    return new RelaySettings(
        address("127.0.0.1"), Optional.empty(), OptionalInt.of(classicPort), RelayLimits.DEFAULT);
  }

  /// A relay that only this computer reaches, for Parley 1. Whoever it is that connects, they have one address: new names are
  /// bounded by the size of the store alone.
  ///
  /// @param data the folder that it keeps its store and its certificate in; made if missing
  /// @throws SettingRejected if the port is none
  public static RelaySettings onThisComputer(int port, Path data) {
    return new RelaySettings(
        address("127.0.0.1"),
        Optional.of(
            ParleySettings.open(
                port,
                data,
                ParleyLimits.DEFAULT.with(AddressRates.DEFAULT.withNamesADay(NAMES_A_DAY_HERE)))),
        OptionalInt.empty(),
        RelayLimits.DEFAULT);
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

  static void requirePort(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new SettingRejected("a port is a number from 0 to " + MAX_PORT);
    }
  }
}
