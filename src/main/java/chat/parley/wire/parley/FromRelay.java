package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.util.List;

/// What a relay says to a client.
public sealed interface FromRelay {
  /// The first frame of a connection.
  ///
  /// @param protocol 1
  /// @param nonce 32 random bytes to sign
  record Challenge(int protocol, Bytes nonce) implements FromRelay {}

  /// The client is logged in.
  ///
  /// @param time the relay's clock in ms since 1970, for display
  /// @param prekeys ids that the relay holds for this account
  /// @param waiting how many messages wait
  record Welcome(long time, Limits limits, List<Long> prekeys, long waiting) implements FromRelay {
    public Welcome {
      prekeys = List.copyOf(prekeys);
    }
  }

  /// What this relay takes.
  ///
  /// @param frame the longest frame in bytes
  /// @param mailboxMessages how many messages wait for one account at most
  /// @param mailboxBytes how many bytes
  /// @param blobBytes the longest attachment in bytes
  record Limits(long frame, long mailboxMessages, long mailboxBytes, long blobBytes) {}

  /// The client is not let in, or not any more; the relay closes.
  ///
  /// @param reason a short text of the relay's, for details only
  record Refused(RefusalCode code, String reason) implements FromRelay {}

  /// Which prekeys the relay holds now: after a PUBLISH, and whenever few are left.
  record Published(List<Long> prekeys) implements FromRelay {
    public Published {
      prekeys = List.copyOf(prekeys);
    }
  }

  /// A contact's key and one prekey of it, as the relay has them: nothing of it is trusted yet.
  record Bundle(long request, Name name, Bytes key, SignedPrekey prekey) implements FromRelay {}

  /// There is no bundle.
  ///
  /// @param error a word of the relay's: `no-account`, `no-prekey` or `slow-down`
  record NoBundle(long request, String error) implements FromRelay {}

  /// Whether a contact that watches us, too, is there.
  ///
  /// @param since when it came or went, ms since 1970
  record Presence(Name name, boolean online, long since) implements FromRelay {}

  /// A page of the directory.
  record Accounts(long request, List<Listed> accounts, boolean more) implements FromRelay {
    public Accounts {
      accounts = List.copyOf(accounts);
    }
  }

  /// An account of the directory.
  record Listed(Name name, Fingerprint fingerprint) {}

  /// There is no directory here.
  ///
  /// @param error a word of the relay's: `closed`
  record NoAccounts(long request, String error) implements FromRelay {}

  /// The promise to keep a message.
  record Accepted(Bytes id) implements FromRelay {}

  /// A message.
  ///
  /// @param sequence counts the DELIVERs of this connection from 1
  /// @param time when the relay took it, ms since 1970, for display
  record Deliver(long sequence, long time, Name from, Bytes payload) implements FromRelay {}

  /// A message was not taken.
  record Undeliverable(Bytes id, UndeliverableCode code) implements FromRelay {}

  /// The last frame was not understood; the connection goes on.
  record Failure(String code, String reason) implements FromRelay {}

  /// Asks whether the other side lives.
  ///
  /// @param echo 8 bytes
  record Ping(Bytes echo) implements FromRelay {}

  /// Answers a ping with its bytes.
  record Pong(Bytes echo) implements FromRelay {}

  /// A frame of a type that this side does not know.
  record Unknown(int type) implements FromRelay {}
}
