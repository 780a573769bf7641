package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Arbitrary messages of both sides.
final class Frames {
  private Frames() {}

  static Arbitrary<Bytes> bytes(int from, int to) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(from).ofMaxSize(to).map(Bytes::of);
  }

  static Arbitrary<Name> names() {
    return Arbitraries.strings()
        .withChars("abcxyz019_-.")
        .ofMinLength(1)
        .ofMaxLength(Name.MAX_LENGTH)
        .filter(text -> text.matches("[a-z0-9_].*") && !text.endsWith("."))
        .map(Name::new);
  }

  static Arbitrary<SignedPrekey> prekeys() {
    return Combinators.combine(Arbitraries.bytes(), bytes(1, SignedPrekey.MAX_SIGNATURE_BYTES))
        .as(
            (fill, signature) -> {
              byte[] prekey = new byte[SignedPrekey.PREKEY_BYTES];
              Arrays.fill(prekey, fill);
              return new SignedPrekey(Bytes.of(prekey), signature);
            });
  }

  static Arbitrary<Long> numbers() {
    return Arbitraries.longs().between(0, 1L << 53);
  }

  static Arbitrary<List<Long>> ids() {
    return Arbitraries.longs().between(0, 0xffff_ffffL).list().ofMaxSize(FrameLimits.PREKEYS);
  }

  static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(60);
  }

  static Arbitrary<FromClient> fromClient() {
    return Arbitraries.oneOf(
        Combinators.combine(names(), bytes(1, 1100), bytes(1, 1024)).as(FromClient.Login::new),
        prekeys().list().ofMaxSize(3).map(FromClient.Publish::new),
        Combinators.combine(numbers(), names()).as(FromClient.Fetch::new),
        names().list().ofMaxSize(5).map(FromClient.Watch::new),
        Combinators.combine(numbers(), names().map(Name::value)).as(FromClient.ListAccounts::new),
        numbers().map(request -> new FromClient.ListAccounts(request, "")),
        Combinators.combine(Arbitraries.of(true, false), bytes(16, 16), names(), bytes(0, 300))
            .as(FromClient.Send::new),
        numbers().map(FromClient.Ack::new),
        bytes(8, 8).map(FromClient.Ping::new),
        bytes(8, 8).map(FromClient.Pong::new));
  }

  static Arbitrary<FromRelay> fromRelay() {
    Arbitrary<FromRelay.Limits> limits =
        Combinators.combine(numbers(), numbers(), numbers(), numbers()).as(FromRelay.Limits::new);
    Arbitrary<FromRelay.Listed> listed =
        Combinators.combine(names(), bytes(32, 32).map(bytes -> new Fingerprint(bytes.toArray())))
            .as(FromRelay.Listed::new);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.integers().between(0, 9), bytes(32, 32))
            .as(FromRelay.Challenge::new),
        Combinators.combine(numbers(), limits, ids(), numbers()).as(FromRelay.Welcome::new),
        Combinators.combine(Arbitraries.of(RefusalCode.class), texts()).as(FromRelay.Refused::new),
        ids().map(FromRelay.Published::new),
        Combinators.combine(numbers(), names(), bytes(1, 1100), prekeys())
            .as(FromRelay.Bundle::new),
        Combinators.combine(numbers(), texts()).as(FromRelay.NoBundle::new),
        Combinators.combine(names(), Arbitraries.of(true, false), numbers())
            .as(FromRelay.Presence::new),
        Combinators.combine(numbers(), listed.list().ofMaxSize(5), Arbitraries.of(true, false))
            .as(FromRelay.Accounts::new),
        Combinators.combine(numbers(), texts()).as(FromRelay.NoAccounts::new),
        bytes(16, 16).map(FromRelay.Accepted::new),
        Combinators.combine(numbers(), numbers(), names(), bytes(0, 300))
            .as(FromRelay.Deliver::new),
        Combinators.combine(bytes(16, 16), Arbitraries.of(UndeliverableCode.class))
            .as(FromRelay.Undeliverable::new),
        Combinators.combine(texts(), texts()).as(FromRelay.Failure::new),
        bytes(8, 8).map(FromRelay.Ping::new),
        bytes(8, 8).map(FromRelay.Pong::new));
  }
}
