package chat.parley.relay;

import chat.parley.identity.Prekey;
import chat.parley.identity.PrekeyRejected;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.RelayStore;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes the prekeys that members leave, and gives them out to those who ask. Belongs to the event loop;
/// signatures are checked beside it.
final class PrekeyDesk {
  /// With fewer one-time prekeys than this, their owner is told.
  static final int FEW = 20;

  private final Members members;
  private final RelayStore store;
  private final LoopThread loop;

  /// @param loop with a place of its own for checks: whoever publishes must not hold up those who log in
  PrekeyDesk(Members members, RelayStore store, LoopThread loop) {
    this.members = members;
    this.store = store;
    this.loop = loop;
  }

  /// Replaces a member's prekeys if every one of them is good and signed by it.
  void publish(ParleyPeer owner, List<SignedPrekey> prekeys) {
    if (!owner.beginPublishing()) {
      owner.fail("slow-down", "the last prekeys are still being checked");
      return;
    }
    PublicIdentity identity = owner.identity();
    loop.check(
        () -> areGood(identity, prekeys),
        good -> {
          if (good) {
            keep(owner, prekeys);
          } else {
            owner.endPublishing();
            owner.fail("prekeys-refused", "a prekey is damaged, twice there or not signed by you");
          }
        },
        () -> {
          owner.endPublishing();
          owner.fail("slow-down", "too much is to be checked now");
        });
  }

  private void keep(ParleyPeer owner, List<SignedPrekey> prekeys) {
    loop.await(
        store.publish(owner.name(), Bytes.of(owner.identity().spki()), prekeys),
        kept -> {
          owner.endPublishing();
          kept.ifPresentOrElse(
              ids -> owner.tell(new FromRelay.Published(ids)),
              () -> owner.fail("slow-down", "there is no room for more prekeys"));
        },
        failure -> {
          owner.endPublishing();
          owner.fail("slow-down", "the prekeys could not be kept");
        });
  }

  private static boolean areGood(PublicIdentity owner, List<SignedPrekey> prekeys) {
    Set<Long> ids = new HashSet<>();
    int lastResort = 0;
    for (SignedPrekey each : prekeys) {
      lastResort += each.lastResort() ? 1 : 0;
      if (!ids.add(each.id()) || lastResort > 1 || !isGood(owner, each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGood(PublicIdentity owner, SignedPrekey prekey) {
    try {
      return owner.hasSigned(
          Prekey.decode(prekey.prekey().toArray()), prekey.signature().toArray());
    } catch (PrekeyRejected damaged) {
      return false;
    }
  }

  /// Answers with a key and a prekey; one for one use is out of the store for good before that.
  void fetch(ParleyPeer asker, FromClient.Fetch fetch) {
    loop.await(
        store.take(fetch.name(), asker.name()),
        bundle -> {
          asker.tell(answer(fetch, bundle));
          boolean oneTime = bundle.prekey().filter(prekey -> !prekey.lastResort()).isPresent();
          if (oneTime && bundle.oneTimeLeft() < FEW) {
            tellFew(fetch.name());
          }
        },
        failure -> asker.tell(new FromRelay.NoBundle(fetch.request(), "slow-down")));
  }

  private static FromRelay answer(FromClient.Fetch fetch, RelayStore.Bundle bundle) {
    if (bundle.key().isEmpty()) {
      return new FromRelay.NoBundle(fetch.request(), "no-account");
    }
    if (bundle.prekey().isEmpty()) {
      return new FromRelay.NoBundle(fetch.request(), "no-prekey");
    }
    return new FromRelay.Bundle(
        fetch.request(), fetch.name(), bundle.key().get(), bundle.prekey().get());
  }

  private void tellFew(Name owner) {
    if (members.find(owner).isPresent()) {
      loop.await(
          store.prekeys(owner),
          ids -> members.find(owner).ifPresent(peer -> peer.tell(new FromRelay.Published(ids))),
          failure -> {
            // Its next login tells it.
          });
    }
  }
}
