package chat.parley.client.mail;

import chat.parley.identity.Fingerprints;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.store.LogEntry;
import chat.parley.store.Position;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The contacts: what is kept of each, and what is shown of it. Tells of each that is another than it was
/// told, once a commit.
final class Roster implements Books.Part {
  /// How many entries are looked at to count what was not read.
  private static final int MOST_UNREAD = 1_000;

  /// What was counted as not read, as far as an entry: what comes behind it is added, so that a commit costs what
  /// it brings and not what has piled up.
  private record Unread(int count, Position upTo) {}

  private final Map<Name, StoredContact> rows = new LinkedHashMap<>();
  private final Map<Name, Contact> shown = new TreeMap<>();
  private final Map<Name, Presence> presences = new HashMap<>();
  private final Map<Name, Integer> missing = new HashMap<>();
  private final Map<Name, Integer> late = new HashMap<>();
  private final Set<Name> typing = new LinkedHashSet<>();
  private final Map<Name, Unread> counted = new HashMap<>();
  private final Set<Name> read = new LinkedHashSet<>();
  private final Set<Name> touched = new LinkedHashSet<>();

  /// Requests of which nothing is left: the user declined them. Nobody sees them; their sessions go on.
  private final Set<Name> declined = new HashSet<>();

  private final Obstacles obstacles;
  private boolean isOnline;
  private int audience;

  Roster(Obstacles obstacles) {
    this.obstacles = obstacles;
  }

  @Override
  public void load(Commit commit) throws StoreException {
    rows.clear();
    counted.clear();
    declined.clear();
    late.clear();
    for (StoredContact row : commit.intact(commit.tables().contacts().all())) {
      rows.put(row.name(), row);
    }
    read.addAll(rows.keySet());
    touched.addAll(rows.keySet());
    touched.addAll(shown.keySet());
    audience++;
  }

  /// What is kept of a contact.
  Optional<StoredContact> find(Name name) {
    return Optional.ofNullable(rows.get(name));
  }

  /// All that is kept.
  Collection<StoredContact> rows() {
    return List.copyOf(rows.values());
  }

  /// All contacts as they were told, by name.
  List<Contact> shown() {
    return List.copyOf(shown.values());
  }

  /// Whether somebody is a contact that the user wants to hear from.
  boolean isAccepted(Name name) {
    StoredContact row = rows.get(name);
    return row != null && row.standing() == Contact.Standing.ACCEPTED;
  }

  /// Who is no contact and has written something that waits for the user's decision.
  List<Name> asking() {
    return rows.values().stream()
        .filter(row -> row.standing() == Contact.Standing.REQUEST)
        .map(StoredContact::name)
        .filter(name -> !declined.contains(name))
        .toList();
  }

  /// Whose requests the user declined, those first who were met first.
  List<Name> declined() {
    return rows.keySet().stream().filter(declined::contains).toList();
  }

  /// Forgets what somebody asked, so that nobody sees anything of it any more. That it was here is remembered:
  /// it does not come again, and what follows in its session opens.
  void decline(Commit commit, StoredContact request) throws StoreException {
    commit.tables().log().clear(request.name());
    put(commit, request.withReadUpTo(Position.BEGINNING));
    declined.add(request.name());
    recount(request.name());
  }

  /// Adds or replaces what is kept of a contact.
  void put(Commit commit, StoredContact contact) throws StoreException {
    commit.tables().contacts().put(contact);
    StoredContact before = rows.put(contact.name(), contact);
    if (before == null) {
      read.add(contact.name());
    }
    if (before == null || before.standing() != contact.standing()) {
      audience++;
    }
    declined.remove(contact.name());
    touched.add(contact.name());
  }

  /// Another number whenever other contacts may be accepted ones than before.
  int audience() {
    return audience;
  }

  /// A message as it is to be told: with the reason of the moment, if it waits.
  ChatMessage shown(ChatMessage message) {
    return obstacles.shown(message, rows.get(message.conversation()));
  }

  /// Forgets a contact with everything that belongs to it.
  void remove(Commit commit, Name name) throws StoreException {
    commit.tables().contacts().remove(name);
    rows.remove(name);
    missing.remove(name);
    late.remove(name);
    typing.remove(name);
    counted.remove(name);
    declined.remove(name);
    audience++;
    touched.add(name);
  }

  /// The newest entry may be another one now, and there may be more that was not read behind it.
  void conversationChanged(Name name) {
    read.add(name);
    touched.add(name);
  }

  /// What was not read is to be counted anew.
  void recount(Name name) {
    counted.remove(name);
    conversationChanged(name);
  }

  /// How many messages of a contact are overdue.
  void missing(Name name, int overdue) {
    missing.put(name, overdue);
    touched.add(name);
  }

  /// How many messages of a contact that stand above what was read have not been read.
  void late(Name name, int unread) {
    Integer before = unread == 0 ? late.remove(name) : late.put(name, unread);
    if (!Objects.requireNonNullElse(before, 0).equals(unread)) {
      conversationChanged(name);
    }
  }

  /// Whether a contact is writing just now.
  void typing(Name name, boolean isTyping) {
    if (isTyping ? typing.add(name) : typing.remove(name)) {
      touched.add(name);
    }
  }

  /// The relay says whether a contact is there.
  void presence(Name name, boolean isHere) {
    presences.put(name, isHere ? Presence.HERE : Presence.AWAY);
    touched.add(name);
  }

  /// Whether the relay says that a contact is there now.
  boolean isHere(Name name) {
    return presences.get(name) == Presence.HERE;
  }

  /// There is a connection, or none any more: nothing is known of anybody's presence.
  void online(boolean nowOnline) {
    isOnline = nowOnline;
    obstacles.online(nowOnline);
    presences.clear();
    typing.clear();
    touched.addAll(rows.keySet());
  }

  @Override
  public void save(Commit commit) throws StoreException {
    for (Name name : touched) {
      StoredContact row = rows.get(name);
      Contact now = row == null ? null : contact(commit, row);
      if (now == null || isDeclined(now)) {
        gone(commit, name);
      } else {
        if (!Objects.equals(shown.get(name), now)) {
          commit.then(() -> shown.put(name, now));
          commit.tell(new MailEvent.ContactChanged(now));
        }
      }
    }
    touched.clear();
    read.clear();
  }

  /// A request is what it asks: one of which nothing is left is none to be seen.
  private boolean isDeclined(Contact contact) {
    boolean isEmpty = contact.standing() == Contact.Standing.REQUEST && contact.last() == null;
    if (isEmpty) {
      declined.add(contact.name());
    }
    return isEmpty;
  }

  private void gone(Commit commit, Name name) {
    if (shown.containsKey(name)) {
      commit.then(() -> shown.remove(name));
      commit.tell(new MailEvent.ContactGone(name));
    }
  }

  private Contact contact(Commit commit, StoredContact row) throws StoreException {
    Name name = row.name();
    Contact before = shown.get(name);
    Fingerprint key = shownKey(row).map(spki -> Fingerprints.ofSpki(spki.toArray())).orElse(null);
    Contact now =
        Contact.of(name)
            .withKey(key, row.trust())
            .withPresence(isOnline ? presences.getOrDefault(name, Presence.AWAY) : Presence.UNKNOWN)
            .withStanding(row.standing())
            .withMissing(missing.getOrDefault(name, 0))
            .withTyping(typing.contains(name))
            .withDisplayName(displayName(row))
            .withLifetime(row.lifetime());
    return before == null || read.contains(name)
        ? now.withLast(last(commit, name), unread(commit, row))
        : now.withLast(before.last(), before.unread());
  }

  /// The key to look at: one that was offered before the pinned one.
  static Optional<Bytes> shownKey(StoredContact row) {
    return Optional.ofNullable(row.offeredKey() == null ? row.key() : row.offeredKey());
  }

  private @Nullable ChatMessage last(Commit commit, Name name) throws StoreException {
    List<LogEntry> newest = commit.intact(commit.tables().log().page(name, null, 1));
    return newest.isEmpty() ? null : shown(newest.getFirst().shown());
  }

  /// Who is no contact is called by its name alone.
  private static @Nullable DisplayName displayName(StoredContact row) {
    StoredContact.Profile profile = row.profile();
    return profile == null || row.standing() == Contact.Standing.REQUEST ? null : profile.name();
  }

  private int unread(Commit commit, StoredContact row) throws StoreException {
    Unread before = counted.getOrDefault(row.name(), new Unread(0, row.readUpTo()));
    List<LogEntry> since = commit.tables().log().since(row.name(), before.upTo, MOST_UNREAD).rows();
    long more =
        since.stream().filter(each -> each.message() instanceof ChatMessage.Incoming).count();
    int count = (int) Math.min(MOST_UNREAD, before.count + more);
    counted.put(
        row.name(), new Unread(count, since.isEmpty() ? before.upTo : since.getLast().position()));
    return Math.min(MOST_UNREAD, count + late.getOrDefault(row.name(), 0));
  }

  /// Counts everything of a contact as read, up to the newest entry.
  ///
  /// @return the entries that were not read before
  List<LogEntry> markRead(Commit commit, Name name) throws StoreException {
    StoredContact row = rows.get(name);
    if (row == null) {
      return List.of();
    }
    List<LogEntry> entries = new ArrayList<>();
    Position end = row.readUpTo();
    boolean isMore = true;
    while (isMore) {
      List<LogEntry> page = commit.tables().log().since(name, end, MOST_UNREAD).rows();
      entries.addAll(page);
      end = page.isEmpty() ? end : page.getLast().position();
      isMore = page.size() == MOST_UNREAD;
    }
    if (!entries.isEmpty()) {
      put(commit, row.withReadUpTo(end));
      recount(name);
    }
    return entries;
  }
}
