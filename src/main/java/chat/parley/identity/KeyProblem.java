package chat.parley.identity;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.PemRejected;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// Why the keys of one folder cannot be used.
///
/// @param subject what it is about: a folder and file as a person would call it (`bob/pub.pem`), without
///     control characters
/// @param rejected which rule the key breaks, if the reason is [Reason#KEY_REJECTED]
public record KeyProblem(Reason reason, String subject, KeyRejected.@Nullable Reason rejected)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /// What is wrong.
  public enum Reason {
    /// There is no such folder, or none with keys.
    NO_SUCH_FOLDER,
    /// The folder's name is not one that Parley allows.
    NAME_NOT_ALLOWED,
    /// Two folders differ in capital letters only.
    NAME_TWICE,
    /// The folder has no `priv.pem`: a contact, not an identity.
    NO_PRIVATE_KEY,
    /// The folder has no `pub.pem`.
    NO_PUBLIC_KEY,
    /// The private key is encrypted and no passphrase was given.
    PASSPHRASE_NEEDED,
    /// The private key does not open under this passphrase.
    PASSPHRASE_WRONG,
    /// `pub.pem` is not the public half of `priv.pem`.
    PAIR_MISMATCH,
    /// The key breaks a rule for identity keys.
    KEY_REJECTED,
    /// The key is not for RSA.
    NOT_RSA,
    /// The file is not PEM.
    NOT_PEM,
    /// The file ends in the middle, or is otherwise damaged.
    TRUNCATED,
    /// The file holds something else than it should.
    OTHER_CONTENT,
    /// The private key is in OpenSSH's own format.
    OPENSSH_FORMAT,
    /// The encryption of the private key is not one that Parley knows.
    ENCRYPTION_UNKNOWN,
    /// Opening the private key would cost too much time or memory.
    ENCRYPTION_COSTLY,
    /// The file is larger than any key.
    TOO_LARGE,
    /// A symbolic link points out of the keys folder.
    SYMLINK_LEAVES,
    /// It is a folder, pipe or device where a file should be.
    NOT_A_FILE,
    /// The system does not let Parley read it.
    UNREADABLE,
    /// There are more folders than Parley looks at.
    TOO_MANY_FOLDERS,
    /// A new identity's key cannot have that many bits.
    BAD_LENGTH,
    /// A new identity's name is taken.
    ALREADY_EXISTS,
    /// A new identity could not be written.
    NOT_WRITABLE
  }

  static KeyProblem of(Reason reason, String subject) {
    return new KeyProblem(reason, subject, null);
  }

  static KeyProblem of(KeyRejected e, String subject) {
    return switch (e.reason()) {
      case NOT_RSA -> of(Reason.NOT_RSA, subject);
      case NOT_A_KEY -> of(Reason.TRUNCATED, subject);
      default -> new KeyProblem(Reason.KEY_REJECTED, subject, e.reason());
    };
  }

  static KeyProblem of(PemRejected e, String subject) {
    return of(
        switch (e.reason()) {
          case NOT_PEM -> Reason.NOT_PEM;
          case CUT_OFF, DAMAGED -> Reason.TRUNCATED;
          case OTHER_CONTENT -> Reason.OTHER_CONTENT;
          case OPENSSH_FORMAT -> Reason.OPENSSH_FORMAT;
          case PASSPHRASE_NEEDED -> Reason.PASSPHRASE_NEEDED;
          case PASSPHRASE_WRONG -> Reason.PASSPHRASE_WRONG;
          case ENCRYPTION_UNKNOWN -> Reason.ENCRYPTION_UNKNOWN;
          case ENCRYPTION_COSTLY -> Reason.ENCRYPTION_COSTLY;
        },
        subject);
  }

  /// One sentence that says what is wrong and what to do.
  public String sentence() {
    return switch (reason) {
      case NO_SUCH_FOLDER ->
          "There are no keys for " + subject + "; check the name and the keys folder.";
      case NAME_NOT_ALLOWED ->
          "The folder \""
              + subject
              + "\" cannot be an account: use 1 to 32 of a-z, 0-9, dot, hyphen and underscore.";
      case NAME_TWICE ->
          "There are two folders for " + subject + " that differ in capitals; rename one of them.";
      case NO_PRIVATE_KEY ->
          subject + " has no priv.pem: it is a contact that nobody can log in as here.";
      case NO_PUBLIC_KEY ->
          subject + " has no pub.pem; make it with openssl rsa -in priv.pem -pubout -out pub.pem.";
      case PASSPHRASE_NEEDED -> subject + " is locked; give its passphrase.";
      case PASSPHRASE_WRONG -> "This passphrase does not open " + subject + "; try again.";
      case PAIR_MISMATCH ->
          subject
              + " does not belong to priv.pem beside it; make it again with"
              + " openssl rsa -in priv.pem -pubout -out pub.pem.";
      case KEY_REJECTED -> "The key in " + subject + " " + rule();
      case NOT_RSA ->
          subject + " holds a key that is not for RSA; make one with openssl genrsa 3072.";
      case NOT_PEM -> subject + " is not a PEM file; write it again with openssl.";
      case TRUNCATED -> subject + " is cut off or damaged; copy it again from where it came from.";
      case OTHER_CONTENT ->
          subject
              + " holds something else: priv.pem takes a private key in PEM,"
              + " pub.pem what openssl rsa -pubout writes.";
      case OPENSSH_FORMAT ->
          subject + " is in OpenSSH's format; convert it with ssh-keygen -p -m PEM -f priv.pem.";
      case ENCRYPTION_UNKNOWN ->
          subject
              + " is encrypted in a way that Parley does not know; convert it with"
              + " openssl pkcs8 -topk8 -v2 aes-256-cbc.";
      case ENCRYPTION_COSTLY ->
          subject
              + " would take minutes to open; convert it with openssl pkcs8 -topk8"
              + " -v2 aes-256-cbc -iter 600000.";
      case TOO_LARGE -> subject + " is too large for a key; put the key file there alone.";
      case SYMLINK_LEAVES ->
          subject
              + " is a link that leaves the keys folder or leads nowhere; put the file itself"
              + " there.";
      case NOT_A_FILE -> subject + " is not an ordinary file; put the key file itself there.";
      case UNREADABLE -> subject + " cannot be read; check its owner and permissions.";
      case TOO_MANY_FOLDERS ->
          "There are more folders in " + subject + " than Parley looks at; choose a smaller one.";
      case BAD_LENGTH ->
          "The key of " + subject + " needs 2048 to 8192 bits; choose such a number.";
      case ALREADY_EXISTS -> subject + " exists already; choose another name.";
      case NOT_WRITABLE ->
          subject + " cannot be written; check the keys folder's permissions and free space.";
    };
  }

  private String rule() {
    String advice = "; make another with openssl genrsa 3072.";
    return switch (rejected) {
      case TOO_SHORT -> "has fewer than 2048 bits" + advice;
      case TOO_LONG -> "has more than 8192 bits" + advice;
      case BAD_EXPONENT -> "has another exponent than 65537" + advice;
      case BAD_MODULUS -> "has a modulus that is no product of two odd primes" + advice;
      case NOT_CANONICAL ->
          "is written in an unusual way; write it again with openssl rsa -pubin -pubout.";
      case INCONSISTENT -> "has parts that do not belong together" + advice;
      case null, default -> "is not one that Parley accepts" + advice;
    };
  }
}
