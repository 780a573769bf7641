package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.store.Ledger;
import chat.parley.store.RowDamaged;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is owed to each contact and by it. Held in memory between commits; written once a commit, however often
/// it changed in it.
final class Ledgers implements Books.Part {
  private final Roster roster;
  private final Map<Name, Ledger> ledgers = new HashMap<>();
  private final Set<Name> changed = new HashSet<>();

  Ledgers(Roster roster) {
    this.roster = roster;
  }

  @Override
  public void load(Commit commit) throws StoreException {
    ledgers.clear();
    changed.clear();
    for (StoredContact contact : roster.rows()) {
      Ledger ledger = read(commit, contact.name());
      if (!ledger.equals(Ledger.EMPTY)) {
        ledgers.put(contact.name(), ledger);
        roster.late(contact.name(), ledger.unread().size());
      }
    }
  }

  /// A damaged one costs some receipts, which are asked for again: no reason to stop.
  private static Ledger read(Commit commit, Name contact) throws StoreException {
    try {
      return commit.tables().ledgers().find(contact);
    } catch (RowDamaged e) {
      commit.tables().discard(e.row());
      commit.lost(1);
      return Ledger.EMPTY;
    }
  }

  /// The ledger of a contact; empty where nothing was ever noted.
  Ledger of(Name contact) {
    return ledgers.getOrDefault(contact, Ledger.EMPTY);
  }

  /// The ledger of a contact as it is from now on.
  void put(Name contact, Ledger ledger) {
    if (!ledger.equals(ledgers.put(contact, ledger))) {
      changed.add(contact);
      roster.late(contact, ledger.unread().size());
    }
  }

  /// The user looks at everything of a contact.
  ///
  /// @return what of it came late, above what was read, and was not seen before
  List<Bytes> seen(Name contact) {
    Ledger ledger = of(contact);
    put(contact, ledger.withUnread(List.of()));
    return ledger.unread();
  }

  /// Whether anything of somebody is kept: whoever is forgotten and comes again owes nothing and is owed nothing.
  boolean isKept(Name name) {
    return roster.find(name).isPresent();
  }

  /// Who has one.
  List<Name> names() {
    return List.copyOf(ledgers.keySet());
  }

  @Override
  public void save(Commit commit) throws StoreException {
    ledgers.keySet().removeIf(name -> !isKept(name));
    changed.retainAll(ledgers.keySet());
    for (Name name : changed) {
      commit.tables().ledgers().put(name, of(name));
    }
    changed.clear();
  }
}
