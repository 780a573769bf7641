package chat.parley.client.mail;

import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.SignedPrekey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a relay keeps of one account.
final class SimulatedAccount {
  /// How many one-time prekeys one asker gets in a day.
  static final int A_DAY = 3;

  private record Asked(Name asker, LocalDate day) {}

  final PublicIdentity owner;
  final List<SignedPrekey> prekeys = new ArrayList<>();

  /// Everything that is not acknowledged, in order.
  final List<SimulatedLetter> mailbox = new ArrayList<>();

  final Set<Name> watched = new HashSet<>();
  @Nullable SimulatedLine line;
  private final Map<Asked, Integer> given = new HashMap<>();

  SimulatedAccount(PublicIdentity owner) {
    this.owner = owner;
  }

  Bytes key() {
    return Bytes.of(owner.spki());
  }

  List<Long> ids() {
    return prekeys.stream().map(SignedPrekey::id).toList();
  }

  long oneTimeLeft() {
    return prekeys.stream().filter(each -> !each.lastResort()).count();
  }

  /// Gives a prekey out: one for one use never again.
  Optional<SignedPrekey> take(Name asker, LocalDate day) {
    Asked asked = new Asked(asker, day);
    Optional<SignedPrekey> oneTime =
        given.getOrDefault(asked, 0) < A_DAY
            ? prekeys.stream().filter(each -> !each.lastResort()).findFirst()
            : Optional.empty();
    if (oneTime.isPresent()) {
      given.merge(asked, 1, Integer::sum);
      prekeys.remove(oneTime.get());
      return oneTime;
    }
    return prekeys.stream().filter(SignedPrekey::lastResort).findFirst();
  }
}
