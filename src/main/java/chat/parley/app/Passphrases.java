package chat.parley.app;

import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a terminal program gets a passphrase from: the first line of a file, or the console without echo.
/// A process without a console has none to ask, and takes the empty one.
///
/// The caller wipes what it gets.
final class Passphrases {
  private static final int MAX_BYTES = 4096;

  /// Asks one question without echo; null if there is nobody to ask.
  @FunctionalInterface
  interface Prompt {
    char @Nullable [] ask(String question);
  }

  private final Prompt prompt;

  Passphrases(Prompt prompt) {
    this.prompt = prompt;
  }

  /// Asks on the console of this process, if it has one.
  static Passphrases ofThisProcess() {
    return new Passphrases(
        question ->
            Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("%s: ", question))
                .orElse(null));
  }

  private char[] existing(@Nullable Path file, String question) throws IOException {
    return file == null ? orEmpty(prompt.ask(question)) : firstLine(file);
  }

  /// Unlocks an identity, with a passphrase if it needs one.
  ///
  /// @param file holds the passphrase in its first line; null to ask
  Identity unlock(KeysFolder folder, Name name, @Nullable Path file)
      throws IdentityException, IOException {
    try {
      return folder.unlock(name, new char[0]);
    } catch (IdentityException e) {
      if (e.problem().reason() != KeyProblem.Reason.PASSPHRASE_NEEDED) {
        throw e;
      }
    }
    char[] passphrase = existing(file, "Passphrase for " + name);
    try {
      return folder.unlock(name, passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  /// The passphrase of a new key, asked for twice; empty for none.
  ///
  /// @param file holds it in its first line; null to ask
  /// @throws IOException if the file cannot be read, or the two differ
  char[] chosen(@Nullable Path file) throws IOException {
    if (file != null) {
      return firstLine(file);
    }
    char[] first = orEmpty(prompt.ask("Passphrase for the new key (empty for none)"));
    if (first.length == 0) {
      return first;
    }
    char[] second = orEmpty(prompt.ask("The same again"));
    try {
      if (!Arrays.equals(first, second)) {
        Arrays.fill(first, '\0');
        throw new IOException("The two passphrases differ; nothing was made.");
      }
      return first;
    } finally {
      Arrays.fill(second, '\0');
    }
  }

  private static char[] orEmpty(char @Nullable [] asked) {
    return asked == null ? new char[0] : asked;
  }

  private static char[] firstLine(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IOException("The passphrase file " + file + " cannot be read.", e);
    }
    try {
      int end = 0;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      if (end == 0 || end > MAX_BYTES) {
        throw new IOException(
            "The first line of the passphrase file " + file + " is empty or too long.");
      }
      CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
      char[] passphrase = new char[chars.remaining()];
      chars.get(0, passphrase);
      while (chars.hasRemaining()) {
        chars.put('\0');
      }
      return passphrase;
    } catch (CharacterCodingException e) {
      throw new IOException("The passphrase file " + file + " is not UTF-8.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
