package chat.parley.app;

import chat.parley.client.LocalRelay;
import chat.parley.client.RelayMeeting;
import chat.parley.identity.RelayIdentity;
import chat.parley.identity.RelayIdentityUnusable;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.relay.Relay;
import chat.parley.relay.RelayNotStarted;
import chat.parley.relay.RelaySettings;
import chat.parley.relay.SettingRejected;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The relay *on this computer*: the same as `parley-relay`, for this user alone, inside this program or inside
/// another that was there first. Whichever runs it has the same key and the same mail.
final class InProcessRelay implements LocalRelay, AutoCloseable {
  private static final Logger LOG = System.getLogger(InProcessRelay.class.getName());
  private static final String HERE = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Path folder;
  private final int port;
  private final RelayMeeting meeting = RelayMeeting.overTls();
  private @Nullable Relay relay;
  private @Nullable RelayClaim claim;

  /// @param folder where the relay keeps its certificate, names and waiting mail
  /// @param port where it listens, or if it is taken on another; 0 takes a free one
  InProcessRelay(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public synchronized Invitation ensureRunning() throws IOException {
    if (relay != null) {
      return invitation(relay);
    }
    Optional<RelayClaim> laid = RelayClaim.lay(folder);
    if (laid.isEmpty()) {
      return new Invitation(HERE, portOfAnother(), key());
    }
    try {
      return start(laid.get());
    } catch (SettingRejected rejected) {
      throw new IOException(rejected.getMessage(), rejected);
    } finally {
      if (relay == null) {
        laid.get().close();
      }
    }
  }

  private Invitation start(RelayClaim laid) throws IOException {
    try {
      relay = Relay.start(RelaySettings.onThisComputer(port, folder));
    } catch (RelayNotStarted taken) {
      Optional<Invitation> ours = ofParleyRelay();
      if (ours.isPresent()) {
        return ours.get();
      }
      relay = Relay.start(RelaySettings.onThisComputer(0, folder));
    }
    claim = laid;
    Invitation started = invitation(relay);
    laid.publish(started.port());
    return started;
  }

  /// What has the port, if it is this very relay, run by `parley-relay`.
  private Optional<Invitation> ofParleyRelay() throws IOException {
    Fingerprint key = key();
    try {
      return Optional.of(meeting.ask(HERE, port)).filter(met -> met.relay().equals(key));
    } catch (IOException | IllegalArgumentException nothing) {
      return Optional.empty();
    }
  }

  private Fingerprint key() throws IOException {
    try {
      return RelayIdentity.ofFolder(folder, new SecureRandom(), Instant.now()).fingerprint();
    } catch (RelayIdentityUnusable unusable) {
      throw new IOException(unusable.getMessage(), unusable);
    }
  }

  /// Who has the claim may not have started its relay yet.
  private int portOfAnother() throws IOException {
    long since = System.nanoTime();
    OptionalInt found = RelayClaim.port(folder);
    while (found.isEmpty() && System.nanoTime() - since < PATIENCE.toNanos()) {
      pause();
      found = RelayClaim.port(folder);
    }
    return found.orElseThrow(
        () -> new IOException("another program is about to start the relay in " + folder));
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for the relay was ended");
    }
  }

  private static Invitation invitation(Relay running) {
    Fingerprint key = running.fingerprint().orElseThrow();
    return new Invitation(HERE, running.parleyAddress().getPort(), key);
  }

  /// Ends the relay, if it is this program's.
  @Override
  public synchronized void close() {
    if (relay != null) {
      relay.close();
      relay = null;
    }
    if (claim != null) {
      giveUp(claim);
      claim = null;
    }
  }

  private static void giveUp(RelayClaim given) {
    try {
      given.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the relay's folder was not tidied up", e);
    }
  }
}
