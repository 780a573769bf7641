package chat.parley.relay;

import chat.parley.identity.Fingerprints;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.LoginProof;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PeerKey;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.RefusalCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides whether a LOGIN is what it says: the cheap questions first, since anybody may ask. Any thread may
/// call; it takes as long as a signature and perhaps a look at the disk.
final class Doorkeeper {
  static final String UNKNOWN = "this relay does not know this name with this key";

  private static final int KEYS_REMEMBERED = 2_000;

  /// Whose people are let in; empty where everybody is. One for all questions: it remembers the keys that it has checked.
  private final Optional<KeysFolder> folder;

  private final Fingerprint relay;

  /// Keys that passed the rules before: the rules cost more than the signature.
  private final LinkedHashMap<Fingerprint, PublicIdentity> good =
      new LinkedHashMap<>(16, 0.75f, true);

  /// @param relay this relay's own fingerprint
  Doorkeeper(Admission admission, Fingerprint relay) {
    this.folder =
        switch (admission) {
          case Admission.Open _ -> Optional.empty();
          case Admission.Keys keys -> Optional.of(KeysFolder.at(keys.folder()));
        };
    this.relay = relay;
  }

  /// What a LOGIN comes to.
  sealed interface Verdict {
    /// This person is there. Whether the name is its own is the store's to say.
    record Known(PublicIdentity identity) implements Verdict {}

    /// It is not let in.
    record Refused(RefusalCode code, String reason) implements Verdict {}
  }

  Verdict judge(FromClient.Login login, Bytes nonce) {
    if (!isAdmitted(login)) {
      return new Verdict.Refused(RefusalCode.NOT_ADMITTED, UNKNOWN);
    }
    Fingerprint key = Fingerprints.ofSpki(login.key().toArray());
    PublicIdentity identity;
    try {
      PublicIdentity known = known(key);
      identity =
          known == null
              ? PublicIdentity.of(login.name(), login.key().toArray())
              : known.named(login.name());
    } catch (IdentityException broken) {
      return new Verdict.Refused(RefusalCode.KEY_REJECTED, "the key breaks a rule");
    }
    if (!LoginProof.isBy(identity, relay, nonce.toArray(), login.signature().toArray())) {
      return new Verdict.Refused(
          RefusalCode.BAD_SIGNATURE, "the signature is not of this key, for this relay and now");
    }
    remember(identity);
    return new Verdict.Known(identity);
  }

  private @Nullable PublicIdentity known(Fingerprint key) {
    synchronized (good) {
      return good.get(key);
    }
  }

  /// Only keys whose owner was there: a stranger's keys push nobody's out.
  private void remember(PublicIdentity identity) {
    synchronized (good) {
      good.put(identity.fingerprint(), identity);
      if (good.size() > KEYS_REMEMBERED) {
        good.pollFirstEntry();
      }
    }
  }

  /// Who of these is not in the folder any more, or with another key. What cannot be read now, as a file that is being written
  /// or a folder that is not in its place for a moment, speaks against nobody who was let in.
  List<PublicIdentity> noLongerAdmitted(List<PublicIdentity> people) {
    if (folder.isEmpty()) {
      return List.of();
    }
    Set<Name> names = people.stream().map(PublicIdentity::name).collect(Collectors.toSet());
    Map<Name, PeerEntry> known;
    try {
      known = folder.get().peers(names);
    } catch (IdentityException unreadable) {
      return List.of();
    }
    return people.stream().filter(person -> !isIn(known.get(person.name()), person)).toList();
  }

  private static boolean isIn(@Nullable PeerEntry entry, PublicIdentity person) {
    if (entry == null) {
      return false;
    }
    PeerKey key = entry.key();
    return key == null ? entry.problem() != null : key.fingerprint().equals(person.fingerprint());
  }

  private boolean isAdmitted(FromClient.Login login) {
    try {
      return folder.isEmpty() || folder.get().holds(login.name(), login.key().toArray());
    } catch (IdentityException unusable) {
      return false;
    }
  }
}
