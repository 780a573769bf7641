package chat.parley.session.ratchet;

import chat.parley.crypto.X25519;
import chat.parley.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of messages that have not come yet though later ones have, the oldest first.
record SkippedKeys(List<Skipped> keys) {
  /// How many are kept: the newest.
  static final int MOST = 2_000;

  /// How long they are kept.
  static final Duration KEPT = Duration.ofDays(60);

  static final SkippedKeys NONE = new SkippedKeys(List.of());

  /// One of them.
  ///
  /// @param since when it was skipped, in milliseconds
  record Skipped(Bytes ratchetKey, long counter, MessageKey key, long since) {}

  SkippedKeys {
    keys = List.copyOf(keys);
  }

  /// The key of a message, unless it never was here, was used, or is too old.
  Optional<Skipped> find(Header header, Instant now) {
    return keys.stream()
        .filter(
            each ->
                each.counter == header.counter()
                    && each.ratchetKey.equals(header.ratchetKey())
                    && isFresh(each, now))
        .findFirst();
  }

  SkippedKeys without(Skipped used) {
    List<Skipped> left = new ArrayList<>(keys);
    left.remove(used);
    return new SkippedKeys(left);
  }

  /// With the keys of the places that a walk has passed.
  SkippedKeys with(Bytes ratchetKey, ChainWalk walk, Instant now) {
    List<Skipped> all = new ArrayList<>(keys);
    for (ChainKey passed : walk.passed()) {
      all.add(new Skipped(ratchetKey, passed.index(), passed.messageKey(), now.toEpochMilli()));
    }
    return new SkippedKeys(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  SkippedKeys freshAt(Instant now) {
    return keys.stream().allMatch(each -> isFresh(each, now))
        ? this
        : new SkippedKeys(keys.stream().filter(each -> isFresh(each, now)).toList());
  }

  private static boolean isFresh(Skipped key, Instant now) {
    return now.toEpochMilli() - key.since <= KEPT.toMillis();
  }

  static SkippedKeys decode(Decoder in) throws Decoder.Malformed {
    int count = Decoder.count(in.u16(), MOST);
    List<Skipped> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keys.add(
          new Skipped(
              in.bytes(X25519.KEY_BYTES),
              in.u32(),
              new MessageKey(in.bytes(MessageKey.BYTES)),
              in.u63()));
    }
    return new SkippedKeys(keys);
  }

  void encode(Encoder out) {
    out.u16(keys.size());
    for (Skipped each : keys) {
      out.bytes(each.ratchetKey).u32(each.counter).bytes(each.key.key()).u63(each.since);
    }
  }
}
