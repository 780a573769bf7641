package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reads the sources as the Javadoc of [Texts] says that they are written.
class TextsTest {
  private static final Path SOURCES = Path.of("src/main/java/chat/parley");
  private static final Path BUNDLES = Path.of("src/main/resources/chat/parley/ui");
  private static final Pattern CONSTANT =
      Pattern.compile("static final Texts (\\w+)\\s*=\\s*Texts\\.of\\(\"(\\w+)\"\\)");
  private static final Pattern CHOICES =
      Pattern.compile("\\b(\\w+)\\.choices\\((?:\\w+\\.)*?(?:(\\w+)\\.)?(\\w+)\\.class\\)");

  private static final Map<String, Set<String>> asked = new TreeMap<>();
  private static final Map<String, Properties> written = new TreeMap<>();
  private static final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      for (Path file : files.filter(f -> f.endsWith("texts.properties")).toList()) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
          texts.load(reader);
        }
        written.put(folder(file), texts);
      }
    }
    Map<Path, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.put(file, Files.readString(file).replaceAll("(?m)^\\s*//.*$", ""));
      }
    }
    sources.forEach((file, source) -> scan(file, source, sources.values()));
  }

  @Test
  void everyClassAsksWithLiteralKeys() {
    assertEquals(List.of(), complaints);
  }

  @Test
  void noTextIsMissing() {
    Set<String> missing = new TreeSet<>();
    asked.forEach(
        (feature, keys) -> {
          Properties texts = written.getOrDefault(feature, new Properties());
          keys.stream()
              .filter(k -> !texts.containsKey(k))
              .forEach(k -> missing.add(feature + ": " + k));
        });
    assertEquals(Set.of(), missing);
  }

  @Test
  void noTextIsUnused() {
    Set<String> unused = new TreeSet<>();
    written.forEach(
        (feature, texts) -> {
          Set<String> keys = asked.getOrDefault(feature, Set.of());
          texts.stringPropertyNames().stream()
              .filter(k -> !keys.contains(k))
              .forEach(k -> unused.add(feature + ": " + k));
        });
    assertEquals(Set.of(), unused);
  }

  @Test
  void everyTextIsAPatternWithoutApostrophesAndExclamationMarks() {
    written.forEach(
        (feature, texts) ->
            texts.forEach(
                (key, text) -> {
                  String pattern = text.toString();
                  String where = feature + ": " + key;
                  assertTrue(!pattern.contains("'") && !pattern.contains("!"), where);
                  assertTrue(!pattern.isBlank(), where);
                  assertEquals(pattern, new MessageFormat(pattern).toPattern(), where);
                }));
  }

  @Test
  void aMissingKeyIsNamed() {
    Texts texts = Texts.of("kit");
    MissingResourceException thrown =
        assertThrows(MissingResourceException.class, () -> texts.get("no.such.key"));
    assertEquals("no.such.key", thrown.getKey());
  }

  @Test
  void anEnumWithoutTextsIsRefusedAtOnce() {
    Texts texts = Texts.of("kit");
    assertThrows(MissingResourceException.class, () -> texts.choices(Tone.class));
  }

  @Test
  void theKeyOfAConstantIsMadeOfItsTypeAndItsName() {
    assertEquals("styleClass.icon-small", Texts.key(StyleClass.ICON_SMALL));
  }

  private static void scan(Path file, String source, Iterable<String> all) {
    Map<String, String> constants = new HashMap<>();
    Matcher constant = CONSTANT.matcher(source);
    while (constant.find()) {
      constants.put(constant.group(1), constant.group(2));
    }
    if (constants.isEmpty() && source.contains("Texts.of(")) {
      complaints.add(file + " keeps its texts in no constant");
    }
    constants.forEach(
        (name, feature) -> {
          Set<String> keys = asked.computeIfAbsent(feature, f -> new TreeSet<>());
          Matcher call =
              Pattern.compile("\\b" + name + "\\s*\\.get\\(\\s*(\"([^\"]+)\")?").matcher(source);
          while (call.find()) {
            if (call.group(2) == null) {
              complaints.add(file + " asks with a key that is not literal");
            } else {
              keys.add(call.group(2));
            }
          }
        });
    Matcher choices = CHOICES.matcher(source);
    while (choices.find()) {
      String feature = constants.get(choices.group(1));
      if (feature == null) {
        complaints.add(file + " asks for choices of no constant");
      } else {
        asked
            .computeIfAbsent(feature, f -> new TreeSet<>())
            .addAll(keys(choices.group(2), choices.group(3), all));
      }
    }
  }

  /// @param outer the type that the enum is declared in; null if it was not named
  private static Set<String> keys(@Nullable String outer, String type, Iterable<String> sources) {
    Set<String> keys = new TreeSet<>();
    Pattern home = Pattern.compile("\\b(?:class|record|interface|enum) " + outer + "\\b");
    Pattern declaration = Pattern.compile("\\benum " + type + "\\b[^{]*\\{([^;}]*)");
    for (String source : sources) {
      Matcher matcher = declaration.matcher(source);
      while ((outer == null || home.matcher(source).find()) && matcher.find()) {
        String constants =
            matcher.group(1).replaceAll("(?m)//.*$", "").replaceAll("\\([^)]*\\)", "");
        for (String name : constants.split(",", -1)) {
          if (!name.isBlank()) {
            keys.add(key(type, name.strip()));
          }
        }
      }
    }
    if (keys.isEmpty()) {
      complaints.add("no enum " + type);
    }
    return keys;
  }

  private static String key(String type, String constant) {
    return Character.toLowerCase(type.charAt(0))
        + type.substring(1)
        + "."
        + constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String folder(Path file) {
    return file.getName(file.getNameCount() - 2).toString();
  }
}
