package chat.parley.ui.fingerprint;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// The command that prints a key's fingerprint, for whoever would rather ask OpenSSL than us.
final class OpenSslCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+,:-]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private OpenSslCommand() {}

  /// For the shell of this system.
  static String of(Path publicKey) {
    String path = publicKey.toAbsolutePath().normalize().toString();
    boolean windows = publicKey.getFileSystem().getSeparator().equals("\\");
    return of(windows ? quotedForWindows(path) : quoted(path));
  }

  private static String of(String quotedPath) {
    return "openssl rsa -pubin -in " + quotedPath + " -outform der | openssl sha256";
  }

  /// A path as one word of a POSIX shell, whatever is in it. Control characters would act on the terminal
  /// that it is pasted into, so they are written as escapes.
  static String quoted(String path) {
    if (CONTROL.matcher(path).find()) {
      StringBuilder word = new StringBuilder("$'");
      path.chars().forEach(c -> word.append(escaped((char) c)));
      return word.append('\'').toString();
    }
    return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  private static String escaped(char c) {
    if (c == '\'' || c == '\\') {
      return "\\" + c;
    }
    return Character.isISOControl(c) ? String.format(Locale.ROOT, "\\%03o", (int) c) : "" + c;
  }

  /// Windows allows no quotation mark in a path.
  private static String quotedForWindows(String path) {
    return path.contains(" ") || path.contains("&") ? '"' + path + '"' : path;
  }
}
