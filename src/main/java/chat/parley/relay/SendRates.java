package chat.parley.relay;

import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/// How much members may send: each account, and all accounts of an address together. Belongs to the event
/// loop.
final class SendRates {
  private final RateLimits<Name> messages;
  private final RateLimits<Name> bytes;
  private final AddressLimits messagesOfAddress;
  private final AddressLimits bytesOfAddress;

  SendRates(ParleyLimits limits, LongSupplier nanoTime) {
    this.messages = new RateLimits<>(limits.sends(), nanoTime);
    this.bytes = new RateLimits<>(limits.sendBytes(), nanoTime);
    this.messagesOfAddress = new AddressLimits(limits.addresses().sends(), nanoTime);
    this.bytesOfAddress = new AddressLimits(limits.addresses().sendBytes(), nanoTime);
  }

  boolean allow(Name sender, ByteBuffer network, int length) {
    return messages.take(sender, 1)
        && bytes.take(sender, length)
        && messagesOfAddress.take(network, 1)
        && bytesOfAddress.take(network, length);
  }
}
