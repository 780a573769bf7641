import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/// Puts beside each style sheet of a jar its binary form, which JavaFX takes instead and need not parse.
///
/// Usage: `java --module-path … --add-modules javafx.graphics packaging/StyleSheets.java JAR TIME`, with the time that the new
/// entries get.
final class StyleSheets {
  static void main(String... args) throws IOException {
    FileTime time = FileTime.from(Instant.parse(args[1]));
    Path text = Files.createTempFile("parley-", ".css");
    Path binary = Files.createTempFile("parley-", ".bss");
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]))) {
      for (Path sheet : sheets(jar.getPath("/"))) {
        Files.write(text, Files.readAllBytes(sheet));
        Stylesheet.convertToBinary(text.toFile(), binary.toFile());
        Path beside =
            sheet.resolveSibling(sheet.getFileName().toString().replaceAll("css$", "bss"));
        Files.write(beside, Files.readAllBytes(binary));
        // A jar notes all three, in places where few look.
        Files.getFileAttributeView(beside, BasicFileAttributeView.class).setTimes(time, time, time);
      }
    } finally {
      Files.delete(text);
      Files.delete(binary);
    }
  }

  private static List<Path> sheets(Path top) {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(file -> file.toString().endsWith(".css")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
