package chat.parley.relay;

import chat.parley.model.Name;
import chat.parley.relay.store.RefusedFirst;
import chat.parley.relay.store.RelayStore;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.UndeliverableCode;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/// Takes every message that is sent, finds its way, and answers its sender: ACCEPTED only once the
/// recipient has acknowledged it or the store has synced it. Belongs to the event loop.
///
///     SEND ──► refused for its size, the sender's rate ─────────────────────────► UNDELIVERABLE
///       ├────► one before it was refused for now and has not come again ────────────► UNDELIVERABLE
///       ├────► the same as before: its answer again, or the one that is to come
///       ├────► recipient online ──► its DeliveryQueue ──► ACK, or kept ─────────► ACCEPTED
///       │                                             └──► gone, and not kept ──────► UNDELIVERABLE
///       └────► recipient away ──► kept ─────────────────────────────────────────► ACCEPTED
final class PostOffice {
  private final Members members;
  private final RelayStore store;
  private final LoopThread loop;
  private final Clock clock;
  private final SendRates rates;
  private final RecentIds recent = new RecentIds();
  private final RefusedFirst<UndeliverableCode> refusedFirst = new RefusedFirst<>(System::nanoTime);
  private long taken;

  PostOffice(Members members, RelayStore store, LoopThread loop, Clock clock, SendRates rates) {
    this.members = members;
    this.store = store;
    this.loop = loop;
    this.clock = clock;
    this.rates = rates;
  }

  /// Takes a message of a member.
  void take(ParleyPeer sender, FromClient.Send send) {
    Letter letter =
        new Letter(
            sender.name(),
            send.to(),
            send.id(),
            send.payload(),
            clock.millis(),
            ++taken,
            send.transientOnly());
    if (send.payload().length() > FrameLimits.PAYLOAD) {
      answer(letter, UndeliverableCode.TOO_LARGE);
    } else if (letter.isTransient()) {
      if (isSlowEnough(sender, letter)) {
        members.find(letter.to()).ifPresent(recipient -> recipient.queue().add(letter));
      }
    } else {
      codeBefore(letter)
          .or(
              () ->
                  isSlowEnough(sender, letter)
                      ? Optional.empty()
                      : Optional.of(UndeliverableCode.SLOW_DOWN))
          .ifPresentOrElse(
              code -> {
                remember(letter, code);
                answer(letter, code);
              },
              () -> pass(letter));
    }
  }

  /// Why one was refused that has to come before this letter.
  private Optional<UndeliverableCode> codeBefore(Letter letter) {
    return refusedFirst.before(letter.from(), letter.to(), letter.id());
  }

  private void remember(Letter letter, UndeliverableCode code) {
    refusedFirst.refused(letter.from(), letter.to(), letter.id(), letter.order(), code);
  }

  private boolean isSlowEnough(ParleyPeer sender, Letter letter) {
    return rates.allow(sender.name(), sender.network(), letter.payload().length());
  }

  private void pass(Letter letter) {
    switch (recent.note(letter)) {
      case ACCEPTED -> tell(letter.from(), new FromRelay.Accepted(letter.id()));
      case UNDER_WAY -> {
        // Its answer goes to whichever connection the sender has then.
      }
      case null ->
          members
              .find(letter.to())
              .ifPresentOrElse(
                  recipient -> recipient.queue().add(letter),
                  () -> keep(letter, place -> accepted(letter), code -> refused(letter, code)));
    }
  }

  /// Writes a letter to its recipient's mailbox. Letters of one recipient are written in the order of these
  /// calls.
  ///
  /// @param kept called with the letter's place once it is on the disk
  /// @param refused called if it is not
  void keep(Letter letter, LongConsumer kept, Refusal refused) {
    // Where one before it was refused, this one would overtake it.
    Optional<UndeliverableCode> before = codeBefore(letter);
    UndeliverableCode ifNot = before.orElse(UndeliverableCode.SLOW_DOWN);
    CompletableFuture<RelayStore.Kept> keeping =
        before.isPresent()
            ? CompletableFuture.failedFuture(new CancellationException("one before it was refused"))
            : store.keep(letter.from(), letter.to(), letter.id(), letter.payload());
    if (keeping.isCompletedExceptionally()) {
      remember(letter, ifNot);
    }
    loop.await(
        keeping,
        outcome -> {
          switch (outcome) {
            case RelayStore.Kept.At at -> kept.accept(at.place());
            case RelayStore.Kept.NoAccount _ -> refused.accept(UndeliverableCode.NO_ACCOUNT);
            case RelayStore.Kept.Full _ -> {
              remember(letter, UndeliverableCode.MAILBOX_FULL);
              refused.accept(UndeliverableCode.MAILBOX_FULL);
            }
            case RelayStore.Kept.Behind _ -> refused.accept(UndeliverableCode.SLOW_DOWN);
          }
        },
        failure -> {
          remember(letter, ifNot);
          refused.accept(ifNot);
        });
  }

  /// Writes a letter that its recipient was given already, behind all that was to be written before. What comes of it blocks nobody: the
  /// recipient may still acknowledge the letter.
  ///
  /// @param kept called with the letter's place once it is on the disk
  /// @param refused called if it is not; at once if the store has no room for it now
  void keepGiven(Letter letter, LongConsumer kept, Refusal refused) {
    CompletableFuture<RelayStore.Kept> keeping =
        store.keep(letter.from(), letter.to(), letter.id(), letter.payload());
    if (keeping.isCompletedExceptionally()) {
      refused.accept(UndeliverableCode.SLOW_DOWN);
      return;
    }
    loop.await(
        keeping,
        outcome -> {
          switch (outcome) {
            case RelayStore.Kept.At at -> kept.accept(at.place());
            case RelayStore.Kept.NoAccount _ -> refused.accept(UndeliverableCode.NO_ACCOUNT);
            case RelayStore.Kept.Full _ -> refused.accept(UndeliverableCode.MAILBOX_FULL);
            case RelayStore.Kept.Behind _ -> refused.accept(UndeliverableCode.SLOW_DOWN);
          }
        },
        failure -> refused.accept(UndeliverableCode.SLOW_DOWN));
  }

  /// The letter was not taken, and nothing that its sender sent after it is, until it has come again.
  void refusedFirst(Letter letter, UndeliverableCode code) {
    remember(letter, code);
    refused(letter, code);
  }

  /// The letter is safe: its sender may forget it.
  void accepted(Letter letter) {
    if (!letter.isTransient()) {
      recent.accepted(letter);
      tell(letter.from(), new FromRelay.Accepted(letter.id()));
    }
  }

  /// The letter was not taken.
  void refused(Letter letter, UndeliverableCode code) {
    recent.forget(letter);
    answer(letter, code);
  }

  private void answer(Letter letter, UndeliverableCode code) {
    if (!letter.isTransient()) {
      tell(letter.from(), new FromRelay.Undeliverable(letter.id(), code));
    }
  }

  private void tell(Name sender, FromRelay answer) {
    members.find(sender).ifPresent(peer -> peer.tell(answer));
  }

  /// What becomes of a letter that is not kept.
  @FunctionalInterface
  interface Refusal {
    void accept(UndeliverableCode code);
  }
}
