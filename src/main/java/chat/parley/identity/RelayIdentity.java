package chat.parley.identity;

import chat.parley.crypto.CertificateRejected;
import chat.parley.crypto.TlsCertificate;
import chat.parley.model.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// What a relay proves itself with: a certificate and its private key. Its clients pin the
/// [#fingerprint].
public final class RelayIdentity {
  /// The file of a certificate that a relay made itself, in its data folder.
  public static final String FILE = "certificate.pem";

  private static final int MAX_BYTES = 1 << 18;

  private final TlsCertificate certificate;
  private final Fingerprint fingerprint;

  private RelayIdentity(TlsCertificate certificate) {
    this.certificate = certificate;
    this.fingerprint = Fingerprints.ofSpki(certificate.spki());
  }

  /// The identity in a relay's data folder. Where there is none yet, one is made: a key on P-256 with a
  /// certificate that it signs itself, in one file of mode 0600.
  ///
  /// @throws RelayIdentityUnusable if there is one that is damaged or cannot be read, or none can be written
  public static RelayIdentity ofFolder(Path folder, SecureRandom random, Instant now)
      throws RelayIdentityUnusable {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return ofFiles(file, file);
    }
    TlsCertificate made = TlsCertificate.selfSigned(random, now);
    byte[] pem = made.pem();
    try {
      write(file, pem);
    } catch (FileAlreadyExistsException another) {
      // Another start was faster, and may have told its clients already.
      return ofFiles(file, file);
    } catch (IOException e) {
      throw new RelayIdentityUnusable(file, "it cannot be written");
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
    return new RelayIdentity(made);
  }

  /// The identity in two PEM files.
  ///
  /// @throws RelayIdentityUnusable if they cannot be read, or do not belong together
  public static RelayIdentity ofFiles(Path certificate, Path key) throws RelayIdentityUnusable {
    byte[] keyPem = read(key);
    try {
      return new RelayIdentity(TlsCertificate.read(read(certificate), keyPem));
    } catch (CertificateRejected e) {
      throw new RelayIdentityUnusable(certificate, String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(keyPem, (byte) 0);
    }
  }

  private static byte[] read(Path file) throws RelayIdentityUnusable {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new RelayIdentityUnusable(file, "it is too large");
      }
      return content;
    } catch (IOException e) {
      throw new RelayIdentityUnusable(file, "it cannot be read");
    }
  }

  private static void write(Path file, byte[] pem) throws IOException {
    Path sibling = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new", mode());
    try {
      try (FileChannel out = FileChannel.open(sibling, Set.of(StandardOpenOption.WRITE))) {
        ByteBuffer bytes = ByteBuffer.wrap(pem);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      LastingMove.unlessThere(sibling, file);
    } finally {
      Files.deleteIfExists(sibling);
    }
  }

  private static FileAttribute<?>[] mode() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// SHA-256 of the SubjectPublicKeyInfo: what clients pin and invitations carry.
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /// The relay's side of TLS 1.3.
  public SSLContext tls() {
    return certificate.serverTls();
  }

  /// The same for nobody: makes Java load what TLS needs.
  public static SSLContext keylessTls() {
    return TlsCertificate.keylessTls();
  }

  @Override
  public String toString() {
    return "RelayIdentity[" + fingerprint.brief() + "]";
  }
}
