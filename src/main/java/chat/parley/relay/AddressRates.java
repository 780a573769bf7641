package chat.parley.relay;

import java.time.Duration;

/// What all accounts of one address may do together, however many it makes. An address of IPv6 counts as its /64, and all of
/// its /48 may do sixteen times as much.
///
/// @param requests how many control frames
/// @param names how many names that nobody had before they may bind
/// @param sends how many messages
/// @param sendBytes how many bytes of payload
public record AddressRates(Rate requests, Rate names, Rate sends, Rate sendBytes) {
  /// How many new names an address may bind in a day.
  public static final int NAMES_A_DAY = 1_000;

  /// Enough for a house or a school behind one address.
  public static final AddressRates DEFAULT =
      new AddressRates(
          new Rate(20_000, 200),
          Rate.each(Duration.ofDays(1), NAMES_A_DAY),
          new Rate(20_000, 1_000),
          new Rate(128 << 20, 1 << 20));

  /// The same, with so many new names in a day.
  ///
  /// @throws SettingRejected if that is none
  public AddressRates withNamesADay(int count) {
    return new AddressRates(requests, Rate.each(Duration.ofDays(1), count), sends, sendBytes);
  }
}
