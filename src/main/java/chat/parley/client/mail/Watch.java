package chat.parley.client.mail;

import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.store.StoredContact;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import java.util.List;

/// Tells the relay whose presence to tell, and to whom ours: the accepted contacts.
final class Watch {
  /// No audience has this number: see [Roster#audience].
  private static final int NONE = -1;

  private final Line line;
  private final Roster roster;
  private int told = NONE;

  Watch(Line line, Roster roster) {
    this.line = line;
    this.roster = roster;
  }

  /// On another connection it is to be told again.
  void disconnected() {
    told = NONE;
  }

  /// Tells it if it may have changed.
  void run() {
    if (line.isOpen() && told != roster.audience()) {
      told = roster.audience();
      List<Name> names =
          roster.rows().stream()
              .filter(row -> row.standing() == Contact.Standing.ACCEPTED)
              .map(StoredContact::name)
              .limit(FrameLimits.WATCHED)
              .toList();
      line.submit(new FromClient.Watch(names));
    }
  }
}
