package chat.parley.relay;

import chat.parley.identity.Fingerprints;
import chat.parley.relay.store.RelayStore;
import chat.parley.relay.store.RelayStore.StoredAccount;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.util.List;

/// Lists all accounts, page by page, where the relay's owner wants that. Belongs to the event loop.
final class Directory {
  /// How many pages may be on their way from the store: the keys of a thousand accounts are a mebibyte.
  private static final int UNDER_WAY = 8;

  private final boolean open;
  private final RelayStore store;
  private final LoopThread loop;
  private int underWay;

  Directory(boolean open, RelayStore store, LoopThread loop) {
    this.open = open;
    this.store = store;
    this.loop = loop;
  }

  void list(ParleyPeer asker, FromClient.ListAccounts list) {
    if (!open) {
      asker.tell(new FromRelay.NoAccounts(list.request(), "closed"));
      return;
    }
    if (underWay >= UNDER_WAY) {
      refuse(asker, list);
      return;
    }
    underWay++;
    loop.await(
        store.accounts(list.after(), FrameLimits.ACCOUNTS + 1),
        accounts -> {
          underWay--;
          asker.tell(page(list.request(), accounts));
        },
        failure -> {
          underWay--;
          refuse(asker, list);
        });
  }

  private static void refuse(ParleyPeer asker, FromClient.ListAccounts list) {
    asker.tell(new FromRelay.NoAccounts(list.request(), "slow-down"));
  }

  private static FromRelay page(long request, List<StoredAccount> accounts) {
    return new FromRelay.Accounts(
        request,
        accounts.stream()
            .limit(FrameLimits.ACCOUNTS)
            .map(
                account ->
                    new FromRelay.Listed(
                        account.name(), Fingerprints.ofSpki(account.key().toArray())))
            .toList(),
        accounts.size() > FrameLimits.ACCOUNTS);
  }
}
