package chat.parley.crypto;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The client's side of TLS 1.3 (RFC 8446) to a server whose key is pinned by the SHA-256 of its
/// SubjectPublicKeyInfo, in the manner of RFC 7469 §2.4. The pin alone decides, on every connection: names,
/// dates and issuers are not looked at, and no session is resumed, since a resumed one shows no certificate.
public final class PinnedTls {
  private static final String PROTOCOL = "TLSv1.3";

  private PinnedTls() {}

  /// Makes a connected socket secure.
  ///
  /// @param socket connected; closed with the result, and by a failure
  /// @param pin 32 bytes
  /// @param applicationProtocol what both sides must agree on by ALPN (RFC 7301)
  /// @return after the handshake
  /// @throws PinMismatch if the server has another key; nothing was said to it
  /// @throws IOException if the other side does not speak TLS 1.3 or not this protocol, or the connection is
  ///     lost
  public static SSLSocket connect(Socket socket, byte[] pin, String applicationProtocol)
      throws IOException {
    return handshake(socket, new Pin(pin), applicationProtocol);
  }

  /// Asks a server for its key, so that a person can compare it, and says nothing else to it.
  ///
  /// @param socket connected; closed by this
  /// @return the SHA-256 of its SubjectPublicKeyInfo, 32 bytes: the server proved that it has this key
  /// @throws IOException as [#connect]
  public static byte[] ask(Socket socket, String applicationProtocol) throws IOException {
    Pin any = new Pin(null);
    handshake(socket, any, applicationProtocol).close();
    return any.seen();
  }

  private static SSLSocket handshake(Socket socket, Pin pin, String applicationProtocol)
      throws IOException {
    SSLSocket secure = null;
    try {
      // A context of its own: sessions of one are never found by another.
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(null, new TrustManager[] {pin}, null);
      secure =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setProtocols(new String[] {PROTOCOL});
      parameters.setApplicationProtocols(new String[] {applicationProtocol});
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      if (!applicationProtocol.equals(secure.getApplicationProtocol())) {
        throw new SSLException("the server does not speak " + applicationProtocol);
      }
      pin.requireChecked();
      return secure;
    } catch (GeneralSecurityException e) {
      close(socket, secure);
      throw new CryptoUnavailable(e);
    } catch (IOException e) {
      close(socket, secure);
      if (pin.isMismatch()) {
        throw new PinMismatch(pin.seen());
      }
      throw e;
    }
  }

  private static void close(Socket socket, @Nullable SSLSocket secure) throws IOException {
    // Without the goodbye of TLS, which would wait for the other side.
    socket.close();
    if (secure != null) {
      secure.close();
    }
  }

  /// The server has another key than the one that was pinned.
  public static final class PinMismatch extends IOException {
    private static final long serialVersionUID = 1;

    private final byte[] seen;

    PinMismatch(byte[] seen) {
      super("the server has another key than the one that was pinned");
      this.seen = seen.clone();
    }

    /// The SHA-256 of the SubjectPublicKeyInfo that it showed, 32 bytes.
    public byte[] seen() {
      return seen.clone();
    }
  }

  /// Trusts one key and nothing else. JSSE adds no checks of its own to an extended trust manager.
  private static final class Pin extends X509ExtendedTrustManager {
    private final byte @Nullable [] expected;
    private volatile byte @Nullable [] seen;

    Pin(byte @Nullable [] expected) {
      this.expected = expected == null ? null : expected.clone();
    }

    byte[] seen() {
      byte[] shown = seen;
      return shown == null ? new byte[0] : shown.clone();
    }

    boolean isMismatch() {
      byte[] shown = seen;
      return shown != null && !matches(shown);
    }

    /// @throws SSLException if the handshake ended without a look at the server's key
    void requireChecked() throws SSLException {
      byte[] shown = seen;
      if (shown == null || !matches(shown)) {
        throw new SSLException("the server showed no key");
      }
    }

    private boolean matches(byte[] shown) {
      return expected == null || MessageDigest.isEqual(expected, shown);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      byte[] shown = Sha256.digest(chain[0].getPublicKey().getEncoded());
      seen = shown;
      if (!matches(shown)) {
        throw new CertificateException("not the pinned key");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
