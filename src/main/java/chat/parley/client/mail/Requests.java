package chat.parley.client.mail;

import chat.parley.model.Contact.Standing;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.ratchet.Party;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.util.List;

/// People who write and are no contacts: at most 100 of them, with at most 10 messages each, until the user
/// decides. What goes beyond is dropped; a sender whom the user accepts is asked for it.
/// Every message counts that was taken, whether anything more is to be seen of it or not, until the user declines
/// the request.
///
/// Whose request was declined can make another one, on the same session, and under another key too.
final class Requests {
  static final int MOST = 100;
  static final int MOST_MESSAGES = 10;

  /// How far along its chain a message may be that is taken from somebody who is no contact: to go there takes
  /// time before it is known whether the message is good.
  static final int MOST_AHEAD = 100;

  /// How many were taken of somebody's request.
  private static final String TAKEN = "mail.request ";

  private final Roster roster;

  Requests(Roster roster) {
    this.roster = roster;
  }

  /// Whether anything more is taken from somebody who is no contact, or not yet.
  boolean hasRoom(Commit commit, Name name) throws StoreException {
    List<Name> asking = roster.asking();
    return taken(commit, name) < MOST_MESSAGES && (asking.contains(name) || asking.size() < MOST);
  }

  /// A message of a request was taken.
  void count(Commit commit, Name name) throws StoreException {
    commit.tables().settings().put(TAKEN + name, Integer.toString(taken(commit, name) + 1));
  }

  private static int taken(Commit commit, Name name) throws StoreException {
    return commit.tables().settings().find(TAKEN + name).map(Integer::parseInt).orElse(0);
  }

  /// The user decided about a request, or it is forgotten: what follows counts anew.
  static void decided(Commit commit, Name name) throws StoreException {
    commit.tables().settings().remove(TAKEN + name);
  }

  /// Whether somebody's request waits for the user's decision.
  boolean isAsking(Name name) {
    return roster.asking().contains(name);
  }

  /// Somebody proved to have a key, and wrote.
  void begin(Commit commit, Party stranger) throws StoreException {
    StoredContact request =
        roster
            .find(stranger.name())
            .orElseGet(() -> StoredContact.of(stranger.name(), Standing.REQUEST));
    roster.put(commit, request.withKey(stranger.spki(), new Trust.New()));
  }

  /// What somebody wrote was read. It may be nothing new, from somebody whose request was declined.
  void tell(Commit commit, Name name) throws StoreException {
    if (!commit.tables().log().page(name, null, 1).rows().isEmpty()) {
      commit.tell(new MailEvent.RequestCame(name));
    }
  }
}
