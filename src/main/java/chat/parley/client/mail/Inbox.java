package chat.parley.client.mail;

import chat.parley.wire.parley.FromRelay;
import java.time.Instant;
import java.util.Optional;

/// What arrives, in the order of the checks in PROTOCOL.md, *At B*. What is dealt with here, refused or not, is
/// acknowledged once the commit is on the disk.
final class Inbox implements Chore {
  /// Deals with one payload.
  void deliver(Commit commit, FromRelay.Deliver deliver) {}

  @Override
  public Optional<Instant> due() {
    return Optional.empty();
  }

  @Override
  public void wake(Instant now) {}
}
