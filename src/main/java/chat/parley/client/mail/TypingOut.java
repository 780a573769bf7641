package chat.parley.client.mail;

import chat.parley.model.Name;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import chat.parley.wire.parley.FromClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells a contact that the user is writing: now and then, and only while it is there. The relay keeps nothing of it.
final class TypingOut {
  /// How often a contact is told at most.
  private static final Duration EVERY = Duration.ofSeconds(4);

  private final Line line;
  private final Roster roster;
  private final Sealer sealer;
  private final Dates dates;
  private final Map<Name, Instant> told = new HashMap<>();

  TypingOut(Line line, Roster roster, Sealer sealer, Dates dates) {
    this.line = line;
    this.roster = roster;
    this.sealer = sealer;
    this.dates = dates;
  }

  /// Whether it is time to tell the contact again, and it can be told.
  boolean isDue(Name name, Instant now) {
    Instant last = told.get(name);
    return line.hasRoom()
        && roster.isHere(name)
        && roster.find(name).filter(row -> !Obstacles.isHeldBack(row)).isPresent()
        && (last == null || !last.plus(EVERY).isAfter(now));
  }

  void tell(Commit commit, Name name) throws StoreException {
    told.put(name, commit.now());
    if (sealer.canSeal(commit, name)) {
      Content.Letter letter =
          new Content.Letter(sealer.newId(), dates.next(commit), List.of(), new Body.Typing());
      Optional<ContactSessions.Sent> sent = sealer.encrypt(commit, name, letter);
      sent.ifPresent(
          each ->
              commit.then(
                  () ->
                      line.submit(
                          new FromClient.Send(true, sealer.newId(), name, each.payload()))));
    }
  }

  /// The user has sent what was being written: the next text is told at once.
  void written(Name name) {
    told.remove(name);
  }

  void disconnected() {
    told.clear();
  }
}
