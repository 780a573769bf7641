package chat.parley.relay;

import chat.parley.identity.RelayIdentity;
import chat.parley.identity.RelayIdentityUnusable;
import chat.parley.relay.store.MailboxLimits;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// How a relay speaks Parley 1.
///
/// @param port where; 0 takes a free port
/// @param data the folder that it keeps its store and its own certificate in; made if missing
/// @param certificate files to use in place of a certificate of its own
/// @param admission whom it lets in
/// @param openDirectory whether members may list all accounts
/// @param mailbox how much it keeps
/// @param limits what it bears
public record ParleySettings(
    int port,
    Path data,
    Optional<CertificateFiles> certificate,
    Admission admission,
    boolean openDirectory,
    MailboxLimits mailbox,
    ParleyLimits limits) {
  private static final FileAttribute<?>[] FOLDER_MODE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  /// PEM files that somebody else renews, always with the same key.
  public record CertificateFiles(Path certificate, Path key) {}

  /// @throws SettingRejected if the port is none
  public ParleySettings {
    RelaySettings.requirePort(port);
  }

  /// Open to everybody, with a certificate of its own.
  ///
  /// @throws SettingRejected if the port is none
  static ParleySettings open(int port, Path data, ParleyLimits limits) {
    return new ParleySettings(
        port, data, Optional.empty(), new Admission.Open(), true, MailboxLimits.DEFAULT, limits);
  }

  /// What the relay that was started here before proves itself with. Nothing is made.
  ///
  /// @throws SettingRejected if there was none, or its certificate is damaged
  public RelayIdentity knownIdentity() {
    if (certificate.isEmpty() && !Files.exists(data.resolve(RelayIdentity.FILE))) {
      throw new SettingRejected("no relay was ever started with the folder " + data);
    }
    return identity();
  }

  /// What the relay proves itself with; made now if it has none yet.
  ///
  /// @throws SettingRejected if the folder cannot be used, or the certificate is damaged: the relay does
  ///     not start with another
  public RelayIdentity identity() {
    try {
      Files.createDirectories(data, FOLDER_MODE);
      if (certificate.isPresent()) {
        return RelayIdentity.ofFiles(certificate.get().certificate(), certificate.get().key());
      }
      return RelayIdentity.ofFolder(data, new SecureRandom(), Instant.now());
    } catch (IOException cannot) {
      throw new SettingRejected("the folder " + data + " cannot be made");
    } catch (RelayIdentityUnusable unusable) {
      throw new SettingRejected(String.valueOf(unusable.getMessage()));
    }
  }
}
