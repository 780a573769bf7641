package chat.parley.store;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which keys of its contacts one identity has compared: a JSON file of its own for each identity, so that
/// two of them in two windows do not write over each other. One identity may be in two windows, or two
/// programs, too: so each change is made to what the file says by then. Not safe for use by several threads.
///
/// A file that makes no sense is put aside and said so; one that cannot be read is never written over.
public final class VerifiedKeys {
  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).setPrettyPrinting().create();

  /// One comparison.
  ///
  /// @param key the key that was compared
  /// @param since when
  public record Verified(Fingerprint key, Instant since) {}

  private record Line(@Nullable String fingerprint, @Nullable String since) {}

  private record Content(int version, @Nullable Map<String, Line> verified) {}

  private final PrivateFile file;
  private final Map<Name, Verified> verified = new TreeMap<>();
  private @Nullable Path damaged;
  private boolean writable = true;

  private VerifiedKeys(PrivateFile file) {
    this.file = file;
  }

  /// Reads what this identity has compared before. Never fails: see [#damaged].
  ///
  /// @param folder the folder that holds all such files
  /// @param owner the identity's own key
  public static VerifiedKeys open(Path folder, Fingerprint owner, Instant now) {
    Path path = folder.resolve("verified").resolve(owner.hex() + ".json");
    VerifiedKeys keys = new VerifiedKeys(new PrivateFile(path));
    try {
      keys.verified.putAll(parse(keys.file.read()));
    } catch (NoSuchFileException nothingYet) {
      return keys;
    } catch (CharacterCodingException
        | JsonParseException
        | IllegalArgumentException
        | DateTimeException senseless) {
      keys.putAside(path, now);
    } catch (IOException unreadable) {
      keys.damaged = path;
      keys.writable = false;
    }
    return keys;
  }

  private void putAside(Path path, Instant now) {
    try {
      damaged = file.putAside(now);
    } catch (IOException e) {
      damaged = path;
      writable = false;
    }
  }

  /// Where the file is that could not be used, if so. Nothing counted as verified then.
  public Optional<Path> damaged() {
    return Optional.ofNullable(damaged);
  }

  /// The key of this contact that was compared last, if any.
  public Optional<Verified> of(Name contact) {
    return Optional.ofNullable(verified.get(contact));
  }

  /// Notes that a key was compared.
  ///
  /// @throws IOException if it cannot be written; it holds until the program ends all the same
  public void put(Name contact, Fingerprint key, Instant since) throws IOException {
    Verified entry = new Verified(key, since);
    verified.put(contact, entry);
    save(lines -> lines.put(contact, entry));
  }

  /// Takes the note back.
  ///
  /// @throws IOException if it cannot be written; it holds until the program ends all the same
  public void remove(Name contact) throws IOException {
    if (verified.remove(contact) != null) {
      save(lines -> lines.remove(contact));
    }
  }

  private void save(Consumer<Map<Name, Verified>> change) throws IOException {
    if (!writable) {
      throw new IOException("the file of verified keys cannot be read, and is not written over");
    }
    Map<Name, Verified> all = written();
    change.accept(all);
    Map<String, Line> lines = new TreeMap<>();
    all.forEach(
        (contact, entry) ->
            lines.put(contact.value(), new Line(entry.key().hex(), entry.since().toString())));
    file.write(GSON.toJson(new Content(VERSION, lines)).getBytes(StandardCharsets.UTF_8));
  }

  /// What the file says now; what is known here if it is gone or makes no sense.
  private Map<Name, Verified> written() throws IOException {
    try {
      return parse(file.read());
    } catch (NoSuchFileException
        | CharacterCodingException
        | JsonParseException
        | IllegalArgumentException
        | DateTimeException senseless) {
      return new TreeMap<>(verified);
    }
  }

  private static Map<Name, Verified> parse(byte[] bytes) throws IOException {
    String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    Content content = GSON.fromJson(json, Content.class);
    if (content == null || content.version != VERSION || content.verified == null) {
      throw new JsonParseException("not a file of verified keys");
    }
    Map<Name, Verified> verified = new TreeMap<>();
    content.verified.forEach((contact, line) -> verified.put(new Name(contact), entry(line)));
    return verified;
  }

  private static Verified entry(@Nullable Line line) {
    if (line == null || line.fingerprint == null || line.since == null) {
      throw new JsonParseException("not a file of verified keys");
    }
    return new Verified(Fingerprint.ofHex(line.fingerprint), Instant.parse(line.since));
  }
}
