package chat.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// What the threat model says is shown by tests: this one sees to it that they exist.
class ThreatModelTest {
  private static final Path PAGE = Path.of("src/site/markdown/threat-model.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern POINTER = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

  @Test
  void everyLineOfItsTablesPointsToATest() throws IOException {
    List<String> bare =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("|"))
            .filter(line -> !line.endsWith("| shown by |") && !line.startsWith("|---"))
            .filter(line -> !POINTER.matcher(line).find())
            .toList();

    assertEquals(List.of(), bare);
  }

  @Test
  void everyTestItPointsToExists() throws Exception {
    List<MatchResult> pointers = POINTER.matcher(Files.readString(PAGE)).results().toList();
    Set<String> missing = new TreeSet<>();
    for (MatchResult pointer : pointers) {
      if (!exists(pointer.group(1), pointer.group(2))) {
        missing.add(pointer.group());
      }
    }

    assertEquals(Set.of(), missing);
    assertTrue(pointers.size() > 50, "the page lost its pointers");
  }

  /// @param member null for the class as a whole
  private static boolean exists(String simpleName, String member) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(TESTS)) {
      files = all.filter(file -> file.endsWith(simpleName + ".java")).toList();
    }
    if (files.size() != 1) {
      return false;
    }
    String path = TESTS.relativize(files.getFirst()).toString();
    String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
    Class<?> tests = Class.forName(name, false, ThreatModelTest.class.getClassLoader());
    return members(tests).stream().anyMatch(test -> member == null || name(test).equals(member));
  }

  private static List<AnnotatedElement> members(Class<?> tests) {
    List<AnnotatedElement> members = new ArrayList<>();
    members.addAll(List.of(tests.getDeclaredMethods()));
    members.addAll(List.of(tests.getDeclaredFields()));
    members.removeIf(ThreatModelTest::isNoTest);
    return members;
  }

  private static boolean isNoTest(AnnotatedElement member) {
    return Stream.of(
            Test.class, ParameterizedTest.class, RepeatedTest.class, Property.class, ArchTest.class)
        .noneMatch(member::isAnnotationPresent);
  }

  private static String name(AnnotatedElement test) {
    return switch (test) {
      case Method method -> method.getName();
      case Field field -> field.getName();
      default -> "";
    };
  }
}
