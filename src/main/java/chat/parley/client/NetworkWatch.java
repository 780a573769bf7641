package chat.parley.client;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Notices that a network is there which was not there before: a cable, a wireless network, a tunnel. Java
/// does not tell, so that it looks every few seconds while somebody waits for it. Belongs to the core thread.
final class NetworkWatch {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Core core;
  private final Supplier<Set<InetAddress>> networks;
  private final Runnable back;
  private Set<InetAddress> known = Set.of();
  private @Nullable Future<?> timer;
  private long watch;

  /// @param networks this computer's addresses now; asked on a thread that may wait
  /// @param back run when there is a new one
  NetworkWatch(Core core, Supplier<Set<InetAddress>> networks, Runnable back) {
    this.core = core;
    this.networks = networks;
    this.back = back;
  }

  /// The addresses of this computer in networks that are up, but for itself.
  static Set<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(NetworkWatch::leadsOut)
          .flatMap(NetworkInterface::inetAddresses)
          .collect(Collectors.toSet());
    } catch (SocketException cannotTell) {
      return Set.of();
    }
  }

  private static boolean leadsOut(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException gone) {
      return false;
    }
  }

  /// Begins to look, from how things stand now.
  void start() {
    stop();
    look(watch, true);
  }

  private void look(long mine, boolean isFirst) {
    core.offload(
        () -> {
          Set<InetAddress> now = networks.get();
          return () -> seen(mine, isFirst, now);
        },
        () -> {});
  }

  private void seen(long mine, boolean isFirst, Set<InetAddress> now) {
    if (mine != watch) {
      return;
    }
    Set<InetAddress> added = new HashSet<>(now);
    added.removeAll(known);
    known = now;
    if (added.isEmpty() || isFirst) {
      timer = core.after(EVERY, () -> look(mine, false));
    } else {
      back.run();
    }
  }

  void stop() {
    watch++;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
