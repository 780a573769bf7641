import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Writes the classes of a jar that were compiled for Java 6 or older as classes of Java 8, with the stack maps that these have
/// (JVM specification, section 4.7.4). What the classes do stays the same. Java puts classes that old into no cache of trained
/// classes, so that each start would read, check and link them anew: picocli's cost a third of the time until a relay was ready.
///
/// Usage: `java packaging/OldClasses.java JAR TIME`, with the time that the new entries get.
final class OldClasses {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_7_VERSION;

  static void main(String... args) throws IOException {
    FileTime time = FileTime.from(Instant.parse(args[1]));
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]))) {
      Path top = jar.getPath("/");
      ClassFile classes =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(name -> find(top, name))
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (Path file : classFiles(top)) {
        ClassModel old = classes.parse(Files.readAllBytes(file));
        if (old.majorVersion() < FIRST_WITH_STACK_MAPS) {
          ClassTransform transform =
              ClassTransform.dropping(ClassFileVersion.class::isInstance)
                  // Code that is handed on piece by piece is written anew, with stack maps.
                  .andThen(ClassTransform.transformingMethodBodies((code, piece) -> code.with(piece)))
                  .andThen(
                      ClassTransform.endHandler(
                          builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0)));
          Files.write(file, classes.transformClass(old, transform));
          Files.setLastModifiedTime(file, time);
        }
      }
    }
  }

  private static InputStream find(Path top, ClassDesc name) {
    String descriptor = name.descriptorString();
    Path file = top.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> classFiles(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
