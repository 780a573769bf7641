package chat.parley.client.mail;

import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.Name;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How people like to be called. The user's name goes to contacts that the user wants to hear from, once something
/// of theirs has come, and again whenever it is another one; never to anybody else.
final class Profiles implements Books.Part {
  private static final String SETTING = "mail.profile";

  /// Among how many of the newest contents on their way an older name is looked for.
  private static final int MOST_DROPPED = 100;

  private final Roster roster;
  private final Outbox outbox;
  private @Nullable DisplayName mine;

  Profiles(Roster roster, Outbox outbox) {
    this.roster = roster;
    this.outbox = outbox;
  }

  @Override
  public void load(Commit commit) throws StoreException {
    mine = commit.tables().settings().find(SETTING).flatMap(DisplayName::of).orElse(null);
  }

  /// How the user likes to be called, if in any way.
  Optional<DisplayName> mine() {
    return Optional.ofNullable(mine);
  }

  /// The user likes to be called like this from now on.
  ///
  /// @param name null for no way in particular
  void choose(Commit commit, @Nullable DisplayName name) throws StoreException {
    mine = name;
    if (name == null) {
      commit.tables().settings().remove(SETTING);
    } else {
      commit.tables().settings().put(SETTING, name.value());
    }
    commit.tell(new MailEvent.DisplayNameChosen(name));
    for (StoredContact row : roster.rows()) {
      if (row.told() != null) {
        tell(commit, row);
      }
    }
  }

  /// Something has come of a contact, or has been there when it became one.
  void heardFrom(Commit commit, Name name) throws StoreException {
    Optional<StoredContact> row = roster.find(name);
    if (row.isPresent()) {
      tell(commit, row.get());
    }
  }

  private void tell(Commit commit, StoredContact row) throws StoreException {
    String name = mine == null ? "" : mine.value();
    if (name.equals(row.told()) || !mayHear(row)) {
      return;
    }
    // Whoever was told nothing knows that there is no name, and hears of the first one at once.
    if (!(name.isEmpty() && row.told() == null)) {
      dropUnsealed(commit, row.name());
      outbox.act(commit, row.name(), new Act.Profile(mine), Annotations.NONE);
    }
    roster.put(commit, row.withTold(name));
  }

  private static boolean mayHear(StoredContact row) {
    return row.key() != null
        && row.offeredKey() == null
        && row.standing() == Contact.Standing.ACCEPTED;
  }

  /// A name that was chosen and given up before it could be sent stays here.
  private static void dropUnsealed(Commit commit, Name contact) throws StoreException {
    LogTable log = commit.tables().log();
    for (LogEntry each : commit.intact(log.newestAwaited(contact, MOST_DROPPED))) {
      if (each.act() instanceof Act.Profile && Lanes.isUnsealed(each)) {
        log.remove(each.message().id());
      }
    }
  }

  /// A contact likes to be called like this.
  void came(Commit commit, Sender sender, Act.Profile profile, Instant sentAt)
      throws StoreException {
    Optional<StoredContact> row = roster.find(sender.name());
    if (row.isPresent() && sender.isTrusted()) {
      StoredContact.Profile before = row.get().profile();
      if (before == null || sentAt.isAfter(before.at())) {
        roster.put(
            commit, row.get().withProfile(new StoredContact.Profile(sentAt, profile.name())));
      }
    }
  }
}
