package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import chat.parley.wire.parley.UndeliverableCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The relay that lies: what it can do to mail and prekeys, one prank at a time.
final class Mischief {
  private final SimulatedRelay relay;
  private final Random random;
  private final List<SimulatedLetter> held = new ArrayList<>();
  private @Nullable SignedPrekey lastGiven;

  Mischief(SimulatedRelay relay, Random random) {
    this.relay = relay;
    this.random = random;
  }

  /// Takes a message out of a mailbox for good.
  void drop(Name to) {
    remove(to).filter(letter -> random.nextBoolean()).ifPresent(relay::promise);
  }

  /// Takes a message out, to come back later or never.
  void hold(Name to) {
    remove(to).ifPresent(held::add);
  }

  /// Puts back what was held, behind everything else.
  void release() {
    held.forEach(letter -> relay.account(letter.to).mailbox.add(letter));
    held.clear();
  }

  /// Puts a message in once more that came at any time before.
  void repeat(Name to) {
    List<SimulatedLetter> before =
        relay.taken().stream().filter(each -> each.to.equals(to)).toList();
    if (!before.isEmpty()) {
      SimulatedLetter again = before.get(random.nextInt(before.size())).again();
      again.promised = true;
      relay.account(to).mailbox.add(again);
    }
  }

  void reorder(Name to) {
    Collections.shuffle(relay.account(to).mailbox, random);
  }

  /// Changes one bit of a message.
  void damage(Name to) {
    replace(
        to,
        letter -> {
          byte[] bytes = letter.payload.toArray();
          if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          }
          return letter.with(Bytes.of(bytes));
        });
  }

  /// Cuts the end off a message, or all of it.
  void truncate(Name to) {
    replace(
        to,
        letter ->
            letter.with(
                Bytes.of(
                    letter.payload.toArray(), 0, random.nextInt(letter.payload.length() + 1))));
  }

  /// Delivers a message under another name.
  void rename(Name to, Name as) {
    replace(to, letter -> letter.under(as));
  }

  /// Tells a client that another one is here, or is not.
  void lieAboutPresence(Name to, Name about) {
    SimulatedLine line = relay.account(to).line;
    if (line != null) {
      relay.tell(line, new FromRelay.Presence(about, random.nextBoolean(), 0));
    }
  }

  /// Refuses the next message that somebody sends.
  void refuseNext() {
    UndeliverableCode[] codes = UndeliverableCode.values();
    UndeliverableCode code = codes[random.nextInt(codes.length)];
    relay.refusal =
        letter -> {
          relay.refusal = other -> Optional.empty();
          return Optional.of(code);
        };
  }

  /// Gives the next one who asks for a prekey something else.
  void swapNextPrekey() {
    int prank = random.nextInt(4);
    relay.tamper =
        (client, frame) -> {
          if (!(frame instanceof FromRelay.Bundle bundle)) {
            return List.of(frame);
          }
          relay.tamper = this::remember;
          return switch (prank) {
            case 0 -> List.of(new FromRelay.NoBundle(bundle.request(), "no-prekey"));
            case 1 -> List.of(with(bundle, flipped(bundle.prekey())));
            case 2 -> List.of(with(bundle, lastGiven == null ? bundle.prekey() : lastGiven));
            default -> List.of(with(bundle, somebodyElses(bundle)));
          };
        };
  }

  private List<FromRelay> remember(Name client, FromRelay frame) {
    if (frame instanceof FromRelay.Bundle bundle) {
      lastGiven = bundle.prekey();
    }
    return List.of(frame);
  }

  private SignedPrekey somebodyElses(FromRelay.Bundle bundle) {
    return relay.accounts().stream()
        .filter(each -> !each.owner.name().equals(bundle.name()))
        .flatMap(each -> each.prekeys.stream())
        .findFirst()
        .orElse(bundle.prekey());
  }

  private static FromRelay.Bundle with(FromRelay.Bundle bundle, SignedPrekey prekey) {
    return new FromRelay.Bundle(bundle.request(), bundle.name(), bundle.key(), prekey);
  }

  private SignedPrekey flipped(SignedPrekey prekey) {
    byte[] signature = prekey.signature().toArray();
    signature[random.nextInt(signature.length)] ^= 1;
    return new SignedPrekey(prekey.prekey(), Bytes.of(signature));
  }

  /// From now on the relay is honest; what it holds back it gives, or has lost.
  void end() {
    relay.tamper = (client, frame) -> List.of(frame);
    relay.refusal = letter -> Optional.empty();
    relay.promisesAtOnce = true;
    relay.sync();
    relay.forgetIds();
    if (random.nextBoolean()) {
      release();
    }
  }

  private Optional<SimulatedLetter> remove(Name to) {
    Optional<SimulatedLetter> some = some(to);
    some.ifPresent(letter -> relay.account(to).mailbox.removeIf(each -> each == letter));
    return some;
  }

  private void replace(Name to, UnaryOperator<SimulatedLetter> change) {
    some(to)
        .ifPresent(
            letter -> {
              SimulatedLetter other = change.apply(letter);
              other.promised = true;
              relay.account(to).mailbox.replaceAll(each -> each == letter ? other : each);
            });
  }

  private Optional<SimulatedLetter> some(Name to) {
    List<SimulatedLetter> mailbox =
        relay.account(to).mailbox.stream().filter(letter -> !letter.isTransient).toList();
    return mailbox.isEmpty()
        ? Optional.empty()
        : Optional.of(mailbox.get(random.nextInt(mailbox.size())));
  }
}
