package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.SignedPrekey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a relay keeps. A future that completes is a promise kept: the change is on the disk by a synced
/// commit. A future fails with [StoreBusy] if too much waits for the disk, which changes nothing, and
/// with [StoreFailed] if the disk refuses.
///
/// For any thread; futures complete on the store's own thread, so that what follows must be quick.
public interface RelayStore extends AutoCloseable {
  /// How much [#expire] takes out at a time, so that others need not wait for all of it.
  int EXPIRED_AT_ONCE = 1_000;

  /// Binds a name to the first key that asks for it.
  ///
  /// @param key a SubjectPublicKeyInfo DER that was checked
  /// @param ifNew whether a name that nobody has is bound, too, if there is room
  /// @return whose the name is now
  CompletableFuture<Bound> bind(Name name, Bytes key, boolean ifNew);

  /// Binds a name to this key, whoever had it. With another key go the prekeys that the key before it has signed.
  CompletableFuture<Bound> rebind(Name name, Bytes key);

  /// Replaces all prekeys of an account, if it still belongs to the key that has signed them.
  ///
  /// @return the ids that are kept now; empty, and nothing was changed, where there is no room for a longer set than before
  CompletableFuture<Optional<List<Long>>> publish(
      Name account, Bytes key, List<SignedPrekey> prekeys);

  /// The ids of the prekeys that are left, the one of last resort among them.
  CompletableFuture<List<Long>> prekeys(Name account);

  /// Takes one prekey for an asker: a one-time one that nobody was given, if the asker had fewer than
  /// three of this account today; else the one of last resort, which stays.
  CompletableFuture<Bundle> take(Name account, Name asker);

  /// Keeps a message until its recipient acknowledges it or it expires.
  CompletableFuture<Kept> keep(Name from, Name to, Bytes id, Bytes payload);

  /// The oldest messages of a mailbox behind a place.
  ///
  /// @param after the place of the last one known; 0 for the beginning
  /// @param limit how many at most, 1 to 1000
  /// @param maxBytes a page ends before its payloads are longer than this, but holds one at least
  CompletableFuture<List<KeptMessage>> page(Name account, long after, int limit, long maxBytes);

  /// How many messages wait in a mailbox.
  CompletableFuture<Long> waiting(Name account);

  /// Takes messages out of a mailbox: this place and all before it.
  ///
  /// @return how many
  CompletableFuture<Long> acknowledge(Name account, long place);

  /// Takes out a part of what has waited too long, in all mailboxes, and of what else is of yesterday. While the wall clock
  /// is in doubt no message has waited too long.
  ///
  /// @return how much; [#EXPIRED_AT_ONCE] where there may be more
  CompletableFuture<Long> expire();

  /// A page of all accounts in the order of their names.
  ///
  /// @param after the last name of the page before; empty for the first
  CompletableFuture<List<StoredAccount>> accounts(String after, int limit);

  /// Commits what waits and closes the file.
  @Override
  void close();

  /// Whose a name is.
  enum Bound {
    /// It belongs to the key that asked.
    OWN,
    /// It belongs to another key.
    TAKEN,
    /// Nobody has it.
    FREE
  }

  /// An account.
  record StoredAccount(Name name, Bytes key) {}

  /// What came of a request for a prekey.
  ///
  /// @param key the account's key; empty where there is no such account
  /// @param prekey empty where the account has none left
  record Bundle(Optional<Bytes> key, Optional<SignedPrekey> prekey, int oneTimeLeft) {}

  /// What came of a message.
  sealed interface Kept {
    /// It is on the disk.
    ///
    /// @param place rises with every message that the store keeps
    record At(long place) implements Kept {}

    /// Nobody of that name ever logged in.
    record NoAccount() implements Kept {}

    /// The mailbox, or the sender's part of it, is full, or was for a message of the same sender before it.
    record Full() implements Kept {}

    /// A message of the same sender before it was lost to a failure of the disk, and has to come again first.
    record Behind() implements Kept {}
  }
}
