package chat.parley.client;

import chat.parley.identity.RelayIdentity;
import chat.parley.identity.RelayTls;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FrameReader;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RelayFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A relay that lies: it has the key of a real one, which stands behind it, and changes what it likes of what
/// clients and relay say to each other once they are logged in.
final class LyingRelay implements AutoCloseable {
  /// A lie about what the relay says.
  @FunctionalInterface
  interface ToClient {
    /// @param client to whom
    /// @return what it hears instead
    List<FromRelay> instead(Name client, FromRelay said) throws Exception;
  }

  /// A lie about what a client says.
  @FunctionalInterface
  interface ToRelay {
    /// @param client who
    /// @return what the relay hears instead
    List<FromClient> instead(Name client, FromClient said) throws Exception;
  }

  private final Invitation real;
  private final SSLServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<Name, Conversation> clients = new ConcurrentHashMap<>();
  private volatile ToClient toClient = (client, said) -> List.of(said);
  private volatile ToRelay toRelay = (client, said) -> List.of(said);

  /// @param real the relay behind
  /// @param folder where that keeps its key
  LyingRelay(Invitation real, Path folder) throws Exception {
    this.real = real;
    RelayIdentity identity = RelayIdentity.ofFolder(folder, new SecureRandom(), Instant.now());
    server =
        (SSLServerSocket)
            identity
                .tls()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"parley/1"});
    server.setSSLParameters(parameters);
    Thread.ofVirtual().start(this::accept);
  }

  Invitation invitation() {
    return new Invitation(real.host(), server.getLocalPort(), real.relay());
  }

  /// From now on the relay lies so.
  void lies(ToClient lie) {
    toClient = lie;
  }

  /// From now on it lies so to the relay behind it.
  void liesBehind(ToRelay lie) {
    toRelay = lie;
  }

  void isHonestAgain() {
    toClient = (client, said) -> List.of(said);
    toRelay = (client, said) -> List.of(said);
  }

  /// Tells a client something that no relay said.
  void tells(Name client, FromRelay frame) throws IOException {
    Objects.requireNonNull(clients.get(client)).tellClient(frame);
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) server.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // By the test.
    }
  }

  private void serve(SSLSocket client) {
    Socket plain = RelaySocket.unconnected();
    sockets.add(plain);
    try (client;
        plain) {
      RelaySocket.connect(plain, real.host(), real.port());
      Fingerprint pin = real.relay();
      try (Socket relay = RelayTls.connect(plain, pin)) {
        new Conversation(client, relay).hold();
      }
    } catch (Exception over) {
      // One of both has gone; the other goes with it.
    }
  }

  /// What one client and the relay say to each other.
  private final class Conversation {
    private final OutputStream client;
    private final OutputStream relay;
    private final FrameReader fromClient;
    private final FrameReader fromRelay;

    Conversation(Socket clientSocket, Socket relaySocket) throws IOException {
      client = clientSocket.getOutputStream();
      relay = relaySocket.getOutputStream();
      fromClient = new FrameReader(new BufferedInputStream(clientSocket.getInputStream()));
      fromRelay = new FrameReader(new BufferedInputStream(relaySocket.getInputStream()));
    }

    void hold() throws Exception {
      pass(fromRelay, client);
      Frame login = Objects.requireNonNull(fromClient.read());
      relay.write(login.encoded());
      pass(fromRelay, client);
      Name name = ((FromClient.Login) ClientFrames.decode(login)).name();
      clients.put(name, this);
      fromClient.allow(FrameLimits.FRAME);
      fromRelay.allow(FrameLimits.FRAME);
      Thread.ofVirtual().start(() -> listen(name));
      for (Frame frame = fromRelay.read(); frame != null; frame = fromRelay.read()) {
        for (FromRelay instead : toClient.instead(name, RelayFrames.decode(frame))) {
          tellClient(instead);
        }
      }
    }

    private static void pass(FrameReader from, OutputStream to) throws IOException {
      to.write(Objects.requireNonNull(from.read()).encoded());
    }

    private void listen(Name name) {
      try {
        for (Frame frame = fromClient.read(); frame != null; frame = fromClient.read()) {
          for (FromClient instead : toRelay.instead(name, ClientFrames.decode(frame))) {
            relay.write(ClientFrames.encode(instead).encoded());
          }
        }
        relay.close();
      } catch (Exception over) {
        // The client has gone.
      }
    }

    synchronized void tellClient(FromRelay frame) throws IOException {
      client.write(RelayFrames.encode(frame).encoded());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
