package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.model.Fingerprint;
import chat.parley.store.ClientDatabase;
import chat.parley.store.DatabaseDamaged;
import chat.parley.store.DatabaseInUse;
import chat.parley.store.DatabaseNewer;
import chat.parley.store.DatabaseOfAnother;
import chat.parley.store.DatabaseUnreachable;
import chat.parley.store.DatabaseUnusable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Opens what is kept for an identity at a relay, and says why it cannot.
final class Histories {
  private final Path dataFolder;
  private final SecureRandom random;
  private final InstantSource clock;

  Histories(Path dataFolder, SecureRandom random, InstantSource clock) {
    this.dataFolder = dataFolder;
    this.random = random;
    this.clock = clock;
  }

  /// Opens the database, or makes it; on a thread that may wait.
  ClientDatabase open(Identity me, Fingerprint relay) throws HistoryUnusable {
    try {
      return ClientDatabase.open(dataFolder, me, relay, random, clock);
    } catch (DatabaseUnusable unusable) {
      throw why(unusable);
    }
  }

  private HistoryUnusable why(DatabaseUnusable unusable) {
    return switch (unusable) {
      case DatabaseDamaged damaged ->
          new HistoryUnusable(
              HistoryUnusable.Reason.DAMAGED, damaged.file(), () -> putAside(damaged), damaged);
      case DatabaseInUse inUse -> because(HistoryUnusable.Reason.IN_USE, inUse);
      case DatabaseNewer newer -> because(HistoryUnusable.Reason.NEWER, newer);
      case DatabaseOfAnother another -> because(HistoryUnusable.Reason.OF_ANOTHER, another);
      case DatabaseUnreachable away -> because(HistoryUnusable.Reason.UNREACHABLE, away);
    };
  }

  private static HistoryUnusable because(HistoryUnusable.Reason reason, DatabaseUnusable unusable) {
    return new HistoryUnusable(reason, unusable.file(), null, unusable);
  }

  private Path putAside(DatabaseDamaged damaged) throws IOException {
    try {
      return damaged.putAside(clock.instant());
    } catch (DatabaseInUse another) {
      throw new IOException("another program has it open by now", another);
    }
  }
}
