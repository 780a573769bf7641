package chat.parley.relay;

import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/// How much members may send: each account, and all accounts of an address together. Belongs to the event
/// loop.
final class SendRates {
  private final RateLimits<Name> messages;
  private final RateLimits<Name> bytes;
  private final RateLimits<ByteBuffer> ofAddress;

  SendRates(ParleyLimits limits, LongSupplier nanoTime) {
    this.messages = new RateLimits<>(limits.sends(), nanoTime);
    this.bytes = new RateLimits<>(limits.sendBytes(), nanoTime);
    this.ofAddress = new RateLimits<>(limits.addressSends(), nanoTime);
  }

  boolean allow(Name sender, ByteBuffer network, int length) {
    return messages.take(sender, 1) && bytes.take(sender, length) && ofAddress.take(network, 1);
  }
}
