package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerKey;
import chat.parley.model.Name;
import chat.parley.session.classic.ConnectionKey;
import chat.parley.session.classic.HandshakeDamaged;
import chat.parley.session.classic.PairKeys;
import chat.parley.session.classic.SessionOffer;
import chat.parley.session.classic.SignatureWrong;
import chat.parley.session.classic.SignedText;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The exchanges of keys during one connection, each done by a worker while the sender's other frames wait.
/// Belongs to the core thread.
///
/// One announcement and one session key count once, and none is forgotten before the connection ends: else
/// an old one, repeated, would bring old keys back, and with them old messages.
final class Handshakes {
  /// What came of one.
  sealed interface Outcome {
    /// There are keys for the pair.
    ///
    /// @param reply what the member is to be sent, if it was an announcement
    record Agreed(PairKeys keys, Optional<SignedText> reply) implements Outcome {}

    /// It is signed by another key.
    record Forged() implements Outcome {}

    /// It is signed well, and is no key.
    record Damaged(String sentence) implements Outcome {}

    /// It counted before.
    record Repeated() implements Outcome {}

    /// No more can be remembered.
    record Exhausted() implements Outcome {}
  }

  private static final int MAX_REMEMBERED = 10_000;

  private final Core core;
  private final Lanes<Name> lanes;
  private final Identity me;
  private final ConnectionKey key;
  private final SecureRandom random;
  private final Map<Name, Set<String>> remembered = new HashMap<>();

  /// @param key made for this connection
  Handshakes(Core core, Lanes<Name> lanes, Identity me, ConnectionKey key, SecureRandom random) {
    this.core = core;
    this.lanes = lanes;
    this.me = me;
    this.key = key;
    this.random = random;
  }

  /// Signs the connection's own announcement.
  void announce(Consumer<SignedText> then) {
    core.offload(
        () -> {
          SignedText announcement = key.announce(me);
          return () -> then.accept(announcement);
        },
        () -> {});
  }

  /// Answers a member's announcement.
  ///
  /// @param from the member's key; empty for one's own announcement
  void answer(
      SignedText announcement, Name member, Optional<PeerKey> from, Consumer<Outcome> then) {
    perform(
        announcement,
        member,
        () -> {
          SessionOffer offer =
              from.isPresent()
                  ? SessionOffer.answer(announcement, from.get().key(), me, random)
                  : SessionOffer.answer(announcement, me.publicKey(), me, random);
          return new Outcome.Agreed(offer.keys(), Optional.of(offer.sealed()));
        },
        then);
  }

  /// Opens a member's answer to one's own announcement.
  ///
  /// @param from the member's key; empty for one's own answer
  void open(SignedText sealed, Name member, Optional<PeerKey> from, Consumer<Outcome> then) {
    perform(
        sealed,
        member,
        () ->
            new Outcome.Agreed(
                from.isPresent()
                    ? key.open(sealed, from.get().key())
                    : key.open(sealed, me.publicKey()),
                Optional.empty()),
        then);
  }

  @FunctionalInterface
  private interface Exchange {
    Outcome.Agreed perform() throws SignatureWrong, HandshakeDamaged;
  }

  private void perform(SignedText signed, Name member, Exchange exchange, Consumer<Outcome> then) {
    Set<String> known = remembered.getOrDefault(member, Set.of());
    if (known.contains(signed.digest())) {
      then.accept(new Outcome.Repeated());
      return;
    }
    if (known.size() >= MAX_REMEMBERED) {
      then.accept(new Outcome.Exhausted());
      return;
    }
    lanes.hold(member);
    core.offload(
        () -> {
          Outcome outcome = outcome(exchange);
          return () -> {
            if (outcome instanceof Outcome.Agreed agreed) {
              remember(member, signed);
              agreed.reply().ifPresent(reply -> remember(member, reply));
            }
            then.accept(outcome);
          };
        },
        () -> lanes.release(member));
  }

  private static Outcome outcome(Exchange exchange) {
    try {
      return exchange.perform();
    } catch (SignatureWrong e) {
      return new Outcome.Forged();
    } catch (HandshakeDamaged e) {
      return new Outcome.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private void remember(Name member, SignedText signed) {
    remembered.computeIfAbsent(member, name -> new HashSet<>()).add(signed.digest());
  }
}
