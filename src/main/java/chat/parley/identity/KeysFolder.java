package chat.parley.identity;

import chat.parley.crypto.RsaPrivate;
import chat.parley.crypto.RsaPublic;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The folder that holds one folder for each account: `<name>/pub.pem`, and `<name>/priv.pem` for those
/// that one can log in as. Every method looks at the disk. Any thread may call.
///
/// Folders that begin with a dot are not looked at. A symbolic link may point anywhere inside the keys
/// folder and nowhere else.
public final class KeysFolder {
  /// The length of a new key in bits, unless told otherwise.
  public static final int DEFAULT_BITS = 3072;

  private static final int MAX_FOLDERS = 2_000;
  private static final int MAX_LOOKED_AT = 20_000;

  private final Path path;
  private final KnownKeys knownPublic = new KnownKeys();
  private final KnownKeys knownPrivate = new KnownKeys();

  private KeysFolder(Path path) {
    this.path = path;
  }

  /// The keys folder at this place, which need not exist yet.
  public static KeysFolder at(Path path) {
    return new KeysFolder(path.toAbsolutePath().normalize());
  }

  public Path path() {
    return path;
  }

  /// The folder above, if this is no keys folder but that of one person: whoever chose it meant the one above.
  public Optional<KeysFolder> above() {
    Path parent = path.getParent();
    boolean isOfOne =
        Files.isRegularFile(path.resolve("priv.pem"))
            || Files.isRegularFile(path.resolve("pub.pem"));
    return isOfOne && parent != null ? Optional.of(new KeysFolder(parent)) : Optional.empty();
  }

  /// All folders that hold a `priv.pem` or `pub.pem`, sorted by name. A broken one says why; none keeps the
  /// others from being read. Reading a key for the first time takes some milliseconds, so this is not for
  /// the thread that draws.
  ///
  /// @return empty if the keys folder does not exist
  public List<KeysFolderEntry> entries() {
    Listing listing;
    try {
      listing = list(name -> true, MAX_FOLDERS);
    } catch (IdentityException e) {
      return List.of(broken(label(), null, e.problem()));
    }
    Map<Name, Integer> count = new HashMap<>();
    for (KeyFolder folder : listing.folders()) {
      if (folder.name() != null) {
        count.merge(folder.name(), 1, Integer::sum);
      }
    }
    List<KeysFolderEntry> entries = new ArrayList<>();
    for (KeyFolder folder : listing.folders()) {
      entries.add(entry(folder, folder.name() != null && count.getOrDefault(folder.name(), 0) > 1));
    }
    entries.sort(Comparator.comparing(KeysFolder::sortKey));
    if (listing.more()) {
      entries.add(
          broken(label(), null, KeyProblem.of(KeyProblem.Reason.TOO_MANY_FOLDERS, label())));
    }
    return List.copyOf(entries);
  }

  private static String sortKey(KeysFolderEntry entry) {
    return entry.name() == null ? entry.label() : entry.name().value();
  }

  private KeysFolderEntry entry(KeyFolder folder, boolean twice) {
    Name name = folder.name();
    if (name == null) {
      return broken(
          folder.label(), null, KeyProblem.of(KeyProblem.Reason.NAME_NOT_ALLOWED, folder.label()));
    }
    if (twice) {
      return broken(
          folder.label(), name, KeyProblem.of(KeyProblem.Reason.NAME_TWICE, name.value()));
    }
    RsaPublic key = null;
    Optional<RsaPublic> half = Optional.empty();
    boolean canLogIn = false;
    boolean locked = false;
    Set<KeyWarning> warnings = EnumSet.noneOf(KeyWarning.class);
    KeyProblem problem = null;
    // The private key first: where the public one is its half, that need not be checked once more.
    try {
      canLogIn = folder.privateKey().isThere();
      if (canLogIn) {
        if (folder.privateKey().isReadableByOthers()) {
          warnings.add(KeyWarning.PRIVATE_KEY_READABLE_BY_OTHERS);
        }
        half = folder.readPrivate(knownPrivate);
        locked = half.isEmpty();
        key = half.orElse(null);
      }
    } catch (IdentityException e) {
      problem = e.problem();
    }
    try {
      if (folder.publicKey().isThere()) {
        RsaPublic written = folder.readPublic(knownPublic, half);
        if (key != null && !key.equals(written)) {
          throw folder.publicKey().problem(KeyProblem.Reason.PAIR_MISMATCH);
        }
        key = written;
      }
    } catch (IdentityException e) {
      problem = problem == null ? e.problem() : problem;
    }
    Fingerprint fingerprint = key == null ? null : Fingerprints.of(key);
    if (fingerprint != null && canLogIn && DemonstrationKeys.contain(fingerprint)) {
      // Who may read the file does not matter where everybody has the key.
      warnings = EnumSet.of(KeyWarning.DEMONSTRATION_KEY);
    }
    return new KeysFolderEntry(
        folder.label(),
        name,
        fingerprint,
        key == null ? 0 : key.bits(),
        canLogIn,
        locked,
        warnings,
        problem);
  }

  private static KeysFolderEntry broken(String label, @Nullable Name name, KeyProblem problem) {
    return new KeysFolderEntry(label, name, null, 0, false, false, Set.of(), problem);
  }

  private String label() {
    return KeyFolder.clean(String.valueOf(path.getFileName()));
  }

  /// Reads and opens the private key of an account, and compares it with `pub.pem` if that is there. Takes
  /// as long as the file's key derivation asks for.
  ///
  /// @param passphrase empty if there is none; the caller wipes it
  public Identity unlock(Name name, char[] passphrase) throws IdentityException {
    KeyFolder folder =
        find(name)
            .orElseThrow(
                () ->
                    new IdentityException(
                        KeyProblem.of(KeyProblem.Reason.NO_SUCH_FOLDER, name.value())));
    if (!folder.privateKey().isThere()) {
      throw new IdentityException(KeyProblem.of(KeyProblem.Reason.NO_PRIVATE_KEY, name.value()));
    }
    RsaPrivate key = folder.unlock(passphrase);
    folder.requirePair(key.publicKey(), knownPublic);
    return new Identity(name, key);
  }

  /// The public key in an account's folder; empty if there is no such folder or no `pub.pem` in it.
  ///
  /// @throws IdentityException if there is one that cannot be used
  public Optional<PeerKey> peer(Name name) throws IdentityException {
    Optional<KeyFolder> folder = find(name);
    return folder.isEmpty() ? Optional.empty() : peer(folder.get(), name);
  }

  /// Whether an account's `pub.pem` holds exactly these bytes. The key is not checked, so that it costs no more than reading the file
  /// to turn away whoever sends another one.
  ///
  /// @param spki a SubjectPublicKeyInfo DER
  /// @throws IdentityException if the folder or the file cannot be used
  public boolean holds(Name name, byte[] spki) throws IdentityException {
    Optional<KeyFolder> folder = find(name);
    return folder.isPresent() && folder.get().publicKey().isThere() && folder.get().holds(spki);
  }

  private Optional<PeerKey> peer(KeyFolder folder, Name name) throws IdentityException {
    if (!folder.publicKey().isThere()) {
      return Optional.empty();
    }
    RsaPublic key = folder.readPublic(knownPublic, Optional.empty());
    return Optional.of(new PeerKey(name, key, Fingerprints.of(key), folder.publicKey().path()));
  }

  /// The public keys of all accounts, in one look at the folder; one entry a name.
  ///
  /// @throws IdentityException if the keys folder cannot be read
  public List<PeerEntry> peers() throws IdentityException {
    Map<Name, PeerEntry> peers = new TreeMap<>();
    for (KeyFolder folder : list(name -> true, MAX_FOLDERS).folders()) {
      Name name = folder.name();
      if (name != null) {
        peers.merge(name, entry(folder, name), (one, other) -> twice(name));
      }
    }
    return List.copyOf(peers.values());
  }

  /// The public keys of these accounts, in one look at the folder, however many others it holds; one entry for each that has a
  /// folder.
  ///
  /// @throws IdentityException if the keys folder is not there, cannot be read, or holds more than is looked at: nothing is known
  ///     of anybody then
  public Map<Name, PeerEntry> peers(Set<Name> accounts) throws IdentityException {
    Listing listing = list(name -> name != null && accounts.contains(name), MAX_LOOKED_AT);
    if (!listing.isThere()) {
      throw new IdentityException(KeyProblem.of(KeyProblem.Reason.UNREADABLE, label()));
    }
    requireWhole(listing);
    Map<Name, PeerEntry> peers = new HashMap<>();
    for (KeyFolder folder : listing.folders()) {
      Name name = Objects.requireNonNull(folder.name());
      peers.merge(name, entry(folder, name), (one, other) -> twice(name));
    }
    return peers;
  }

  private PeerEntry entry(KeyFolder folder, Name name) {
    try {
      return new PeerEntry(name, peer(folder, name).orElse(null), null);
    } catch (IdentityException e) {
      return new PeerEntry(name, null, e.problem());
    }
  }

  private static PeerEntry twice(Name name) {
    return new PeerEntry(name, null, KeyProblem.of(KeyProblem.Reason.NAME_TWICE, name.value()));
  }

  /// Makes a new identity: a folder of mode 0700 with `priv.pem` of mode 0600 (PKCS#8, encrypted if there is
  /// a passphrase) and `pub.pem`. Either all of it is there afterwards, or nothing. Takes seconds.
  ///
  /// @param bits 2048 to 8192
  /// @param passphrase empty for none; the caller wipes it
  /// @throws IdentityException if there is anything of that name, or it cannot be written
  public Identity create(Name name, int bits, char[] passphrase, SecureRandom random)
      throws IdentityException {
    if (bits < RsaPublic.MIN_BITS || bits > RsaPublic.MAX_BITS) {
      throw new IdentityException(KeyProblem.of(KeyProblem.Reason.BAD_LENGTH, name.value()));
    }
    return new NewIdentity(path, name).create(bits, passphrase, random);
  }

  /// Looks whether a new identity could have this name, before its owner is asked for more.
  ///
  /// @throws IdentityException if there is anything of that name
  public void requireFree(Name name) throws IdentityException {
    new NewIdentity(path, name).requireFree();
  }

  /// Tells when anything in the keys folder changes, also if the folder comes or goes. Calls come a moment
  /// after the change, on a thread of the watch, one at a time; several changes may make one call. To miss
  /// nothing, first watch, then read.
  public KeysFolderWatch watch(Runnable changed) {
    return KeysFolderWatch.start(path, changed);
  }

  private Optional<KeyFolder> find(Name name) throws IdentityException {
    Listing listing = list(name::equals, MAX_FOLDERS);
    List<KeyFolder> found = listing.folders();
    requireWhole(listing);
    if (found.size() > 1) {
      throw new IdentityException(KeyProblem.of(KeyProblem.Reason.NAME_TWICE, name.value()));
    }
    return found.stream().findFirst();
  }

  private void requireWhole(Listing listing) throws IdentityException {
    if (listing.more()) {
      throw new IdentityException(KeyProblem.of(KeyProblem.Reason.TOO_MANY_FOLDERS, label()));
    }
  }

  /// @param isThere whether there is a keys folder at all
  private record Listing(List<KeyFolder> folders, boolean more, boolean isThere) {}

  /// @param wanted the accounts whose folders are looked for; asked with null for a folder of no account
  /// @param most how many folders at most
  private Listing list(Predicate<@Nullable Name> wanted, int most) throws IdentityException {
    List<KeyFolder> folders = new ArrayList<>();
    int looked = 0;
    try {
      Path root = path.toRealPath();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
        for (Path child : stream) {
          if (++looked > MAX_LOOKED_AT || folders.size() == most) {
            return new Listing(folders, true, true);
          }
          KeyFolder folder = KeyFolder.at(root, child);
          if (wanted.test(folder.name()) && isCandidate(child, folder)) {
            folders.add(folder);
          }
        }
      }
    } catch (NoSuchFileException e) {
      return new Listing(List.of(), false, false);
    } catch (IOException | DirectoryIteratorException e) {
      throw new IdentityException(KeyProblem.of(KeyProblem.Reason.UNREADABLE, label()));
    }
    return new Listing(folders, false, true);
  }

  private static boolean isCandidate(Path child, KeyFolder folder) {
    if (folder.label().startsWith(".") || !Files.isDirectory(child)) {
      return false;
    }
    try {
      return folder.hasKeys();
    } catch (IdentityException e) {
      return true;
    }
  }
}
