package chat.parley.client;

import chat.parley.identity.IdentityException;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderWatch;
import chat.parley.identity.PeerEntry;
import java.util.List;

/// Tells a desk what the keys folder holds, at first and whenever that changes, until it is closed.
final class KeysFeed implements AutoCloseable {
  private final Core core;
  private final KeysFolder folder;
  private final Desk desk;
  private final KeysFolderWatch watch;

  KeysFeed(Core core, KeysFolder folder, Desk desk) {
    this.core = core;
    this.folder = folder;
    this.desk = desk;
    this.watch = folder.watch(this::read);
  }

  /// On whatever thread: the keys are read here, and taken over on the core in the order they were read.
  synchronized void read() {
    try {
      List<PeerEntry> peers = folder.peers();
      core.execute(() -> desk.keysRead(peers));
    } catch (IdentityException e) {
      String sentence = e.problem().sentence();
      core.execute(() -> desk.tell(new Notice.KeysUnreadable(sentence)));
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}
