package chat.parley.client.mail;

import chat.parley.model.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is writing just now: whoever said so within the last 6 s and has sent nothing since.
final class Writers implements Books.Part, Chore {
  static final Duration SHOWN = Duration.ofSeconds(6);

  private final Books books;
  private final Roster roster;
  private final Map<Name, Instant> until = new HashMap<>();

  Writers(Books books, Roster roster) {
    this.books = books;
    this.roster = roster;
  }

  @Override
  public void load(Commit commit) {
    until.keySet().forEach(name -> roster.typing(name, false));
    until.clear();
  }

  /// A contact says that it is writing.
  void writes(Commit commit, Name contact) {
    until.put(contact, commit.now().plus(SHOWN));
    roster.typing(contact, true);
  }

  /// A contact has written.
  void wrote(Name contact) {
    if (until.remove(contact) != null) {
      roster.typing(contact, false);
    }
  }

  @Override
  public Optional<Instant> due() {
    return until.values().stream().min(Comparator.naturalOrder());
  }

  @Override
  public void wake(Instant now) {
    List<Name> over =
        until.entrySet().stream()
            .filter(each -> !each.getValue().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    if (!over.isEmpty()) {
      books.run(commit -> over.forEach(this::wrote));
    }
  }
}
