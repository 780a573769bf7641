package chat.parley.relay;

import chat.parley.wire.parley.FrameLimits;
import java.time.Duration;

/// What a relay bears of those who speak Parley 1, beside [RelayLimits].
///
/// @param pendingPerAddress how many connections of one address may not have logged in yet; beyond it the
///     one that dallies longest goes
/// @param handover how long a message may wait for its recipient's ACK in memory alone
/// @param windowMessages how many DELIVERs of one connection may wait for their ACK
/// @param windowBytes how many bytes of payload
/// @param letterBytes how many bytes of payload all recipients together may leave in memory alone
/// @param pingAfter how long a peer may be silent before it is asked whether it lives
/// @param silentAfter how long before it is dropped
/// @param logins how often one address may begin to log in
/// @param requests how many control frames an account may send
/// @param sends how many messages an account may send
/// @param sendBytes how many bytes of payload
/// @param addresses what all accounts of one address may do
public record ParleyLimits(
    int pendingPerAddress,
    Duration handover,
    int windowMessages,
    int windowBytes,
    long letterBytes,
    Duration pingAfter,
    Duration silentAfter,
    Rate logins,
    Rate requests,
    Rate sends,
    Rate sendBytes,
    AddressRates addresses) {
  /// As `protocol-parley1.md` says, and rates that a person at a keyboard never meets.
  public static final ParleyLimits DEFAULT =
      new ParleyLimits(
          20,
          Duration.ofMillis(250),
          256,
          1 << 20,
          16 << 20,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          new Rate(1_000, 20),
          new Rate(200, 10),
          new Rate(2_000, 100),
          new Rate(16 << 20, 1 << 20),
          AddressRates.DEFAULT);

  /// @throws SettingRejected if a limit is out of its range
  public ParleyLimits {
    if (pendingPerAddress < 1
        || windowMessages < 1
        || windowBytes < FrameLimits.FRAME
        || letterBytes < FrameLimits.FRAME) {
      throw new SettingRejected("a limit of Parley 1 is too small");
    }
    if (!handover.isPositive()
        || !pingAfter.isPositive()
        || silentAfter.compareTo(pingAfter) <= 0) {
      throw new SettingRejected("a time limit of Parley 1 is too short");
    }
  }

  /// The same, with other limits for addresses.
  public ParleyLimits with(AddressRates rates) {
    return new ParleyLimits(
        pendingPerAddress,
        handover,
        windowMessages,
        windowBytes,
        letterBytes,
        pingAfter,
        silentAfter,
        logins,
        requests,
        sends,
        sendBytes,
        rates);
  }
}
