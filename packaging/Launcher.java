import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/// One launcher of a program image on Linux, as a script in the place of the program that jpackage puts there: that one asks
/// dpkg and rpm twice at each start whose file it is, a fifth of a second on a fast machine.
final class Launcher {
  private static final Path RUNTIME = Path.of("lib/runtime/bin");

  /// Without a graphics processor OpenGL is a program, too, and a large one: JavaFX's own drawing starts faster and takes 60 MiB less.
  private static final String RENDERER =
      """
      renderer=
      [ -e /dev/dri/renderD128 ] || [ -e /dev/nvidiactl ] || renderer=-Dprism.order=sw
      """;

  /// Where nobody says what bytes mean, as in a service or a bare container, Java takes them for ASCII, and has no name for
  /// most files. The language of messages is left alone.
  private static final String CHARACTERS =
      """
      case ${LC_ALL:-${LC_CTYPE:-$LANG}} in
        '' | C | POSIX) [ -z "$LC_ALL" ] || LC_ALL=C.UTF-8; export LC_CTYPE=C.UTF-8 ;;
      esac
      """;

  private final Path image;
  private final String name;
  private final String mainClass;
  private final List<String> classPath;
  private final List<String> options;

  private Launcher(
      Path image, String name, String mainClass, List<String> classPath, List<String> options) {
    this.image = image;
    this.name = name;
    this.mainClass = mainClass;
    this.classPath = classPath;
    this.options = options;
  }

  /// Reads what jpackage has noted down for its own launcher, and takes it away.
  static Launcher replace(Path image, String name) throws IOException {
    Path notes = image.resolve("lib/app").resolve(name + ".cfg");
    List<String> lines = Files.readAllLines(notes);
    Launcher launcher =
        new Launcher(
            image,
            name,
            values(lines, "app.mainclass").getFirst(),
            values(lines, "app.classpath"),
            values(lines, "java-options"));
    Files.delete(notes);
    // Processes are called by the file that was executed: by a program's name, not all "java".
    Files.createSymbolicLink(image.resolve(RUNTIME).resolve(name), Path.of("java"));
    launcher.write("");
    return launcher;
  }

  /// What jpackage's launchers need and scripts do not.
  static void removeLibrary(Path image) throws IOException {
    Files.delete(image.resolve("lib/libapplauncher.so"));
    Files.delete(image.resolve("lib/app/.jpackage.xml"));
  }

  /// Starts from a cache in the folder of jars from now on. One that does not fit, as after a copy that changed the
  /// times of the jars, is left aside without a word.
  void useCache(String cache) throws IOException {
    write("-XX:AOTCache=\"$app/%s\" -Xlog:aot=off -Xlog:cds=off ".formatted(cache));
  }

  private void write(String more) throws IOException {
    boolean window = name.equals("parley");
    Path script = image.resolve("bin").resolve(name);
    Files.deleteIfExists(script);
    Files.writeString(
        script,
        """
        #!/bin/sh
        case $0 in */*) self=$0 ;; *) self=./$0 ;; esac
        [ -L "$self" ] && self=$(PATH=/usr/bin:/bin readlink -f -- "$self")
        top=$(cd -P -- "${self%%/*}/.." && pwd)
        app=$top/lib/app
        unset JDK_JAVA_OPTIONS
        %s%sexec "$top/%s/%s" -cp %s %s%s %s "$@"
        """
            .formatted(
                CHARACTERS,
                window ? RENDERER : "",
                RUNTIME,
                name,
                classPath.stream().map(Launcher::quoted).collect(Collectors.joining(":")),
                more,
                options.stream().map(Launcher::quoted).collect(Collectors.joining(" "))
                    + (window ? " $renderer" : ""),
                mainClass));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String quoted(String value) {
    return '"' + value.replace("$APPDIR", "$app") + '"';
  }

  private static List<String> values(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }
}
