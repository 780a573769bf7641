package chat.parley.session.ratchet;

import java.util.Optional;

/// Where one's own prekeys are kept.
@FunctionalInterface
public interface PrekeyShelf {
  /// The prekey with this id, while its private halves are kept.
  Optional<PrekeyPrivate> find(int id);
}
