package chat.parley.relay;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/// How much each address may still do, as [Connections#network] tells addresses apart. Whoever has a /48 of IPv6 has 65,536
/// networks, so that all of those together are counted, too. Belongs to the event loop.
final class AddressLimits {
  private static final int SITE_FACTOR = 16;

  private final RateLimits<ByteBuffer> networks;
  private final RateLimits<ByteBuffer> sites;

  AddressLimits(Rate rate, LongSupplier nanoTime) {
    this.networks = new RateLimits<>(rate, nanoTime);
    this.sites = new RateLimits<>(rate.times(SITE_FACTOR), nanoTime);
  }

  /// Takes so much, if there is any left; see [RateLimits#take].
  boolean take(ByteBuffer network, long cost) {
    return networks.take(network, cost)
        && (Connections.site(network).equals(network)
            || sites.take(Connections.site(network), cost));
  }
}
