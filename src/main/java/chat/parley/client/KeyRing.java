package chat.parley.client;

import chat.parley.identity.PeerEntry;
import chat.parley.identity.PeerKey;
import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.store.VerifiedKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The contacts' keys as the keys folder has them now, and what is known of them. Belongs to the core
/// thread.
final class KeyRing {
  private final VerifiedKeys verified;
  private Map<Name, PeerEntry> peers = Map.of();
  // The last key of each contact in this run of the program, also while its file is gone for a
  // moment.
  private final Map<Name, Fingerprint> last = new HashMap<>();
  // The key before the last one, until the user has seen to it.
  private final Map<Name, Fingerprint> replaced = new HashMap<>();

  KeyRing(VerifiedKeys verified) {
    this.verified = verified;
  }

  /// What a new look at the folder changed.
  ///
  /// @param touched contacts that are new or gone, or whose key or problem is another
  /// @param rekeyed those of them that have another key than before
  record Changes(Set<Name> touched, Set<Name> rekeyed) {}

  /// Takes over what the folder holds now.
  Changes update(List<PeerEntry> now) {
    Map<Name, PeerEntry> before = peers;
    Map<Name, PeerEntry> after = new TreeMap<>();
    now.forEach(peer -> after.put(peer.name(), peer));
    peers = after;
    Set<Name> touched = new HashSet<>();
    Set<Name> rekeyed = new HashSet<>();
    after.forEach(
        (name, peer) -> {
          if (!peer.equals(before.get(name))) {
            touched.add(name);
          }
          if (hasAnotherKey(peer)) {
            rekeyed.add(name);
          }
        });
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(touched::add);
    return new Changes(touched, rekeyed);
  }

  private boolean hasAnotherKey(PeerEntry peer) {
    PeerKey key = peer.key();
    if (key == null) {
      return false;
    }
    Fingerprint known = last.put(peer.name(), key.fingerprint());
    if (known == null || known.equals(key.fingerprint())) {
      return false;
    }
    replaced.put(peer.name(), known);
    return true;
  }

  Set<Name> names() {
    return peers.keySet();
  }

  boolean knows(Name contact) {
    return peers.containsKey(contact);
  }

  Optional<PeerKey> key(Name contact) {
    PeerEntry peer = peers.get(contact);
    return peer == null ? Optional.empty() : Optional.ofNullable(peer.key());
  }

  /// Why there is no key, if there is none.
  Contact.@Nullable KeyProblem problem(Name contact) {
    PeerEntry peer = peers.get(contact);
    if (peer == null || (peer.key() == null && peer.problem() == null)) {
      return Contact.KeyProblem.MISSING;
    }
    return peer.key() == null ? Contact.KeyProblem.UNUSABLE : null;
  }

  Trust trust(Name contact) {
    Optional<PeerKey> key = key(contact);
    if (key.isEmpty()) {
      return new Trust.New();
    }
    Fingerprint now = key.get().fingerprint();
    Optional<VerifiedKeys.Verified> compared = verified.of(contact);
    if (compared.isPresent()) {
      return compared.get().key().equals(now)
          ? new Trust.Verified(compared.get().since())
          : new Trust.Changed(compared.get().key(), true);
    }
    Fingerprint before = replaced.get(contact);
    return before == null || before.equals(now)
        ? new Trust.SeenBefore()
        : new Trust.Changed(before, false);
  }

  /// Whether nothing may be sent until the user has decided.
  boolean isBlocked(Name contact) {
    return trust(contact) instanceof Trust.Changed changed && changed.wasVerified();
  }

  /// @return whether the contact has this very key
  /// @throws IOException if it cannot be written down; it is noted all the same
  boolean verify(Name contact, Fingerprint compared, Instant now) throws IOException {
    if (!key(contact).map(key -> key.fingerprint().equals(compared)).orElse(false)) {
      return false;
    }
    replaced.remove(contact);
    verified.put(contact, compared, now);
    return true;
  }

  /// @throws IOException if it cannot be written down; it is noted all the same
  void withdraw(Name contact) throws IOException {
    replaced.remove(contact);
    verified.remove(contact);
  }
}
