package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the house as docs/overview.md draws it, by reading the sources. */
public class ArchitectureTest {

  /** What each module may use of the others. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "tokenizers", Set.of(),
          "lucene", Set.of("tokenizers"),
          "datasets", Set.of(),
          "core", Set.of("tokenizers", "datasets"),
          "seq2seq", Set.of("tokenizers", "datasets", "core"),
          "sentiment", Set.of("tokenizers", "datasets", "core"),
          "server", Set.of("tokenizers", "datasets", "core", "seq2seq", "sentiment", "sequences"),
          "sequences", Set.of("datasets", "core"),
          "spark", Set.of("tokenizers", "core", "seq2seq", "sentiment"),
          "cli",
              Set.of(
                  "tokenizers", "datasets", "core", "seq2seq", "sentiment", "server", "sequences"));

  /** The packages in which native tensors may be touched: those that train. */
  private static final Pattern TENSOR_PACKAGES =
      Pattern.compile(
          "dev\\.ieum\\.(core\\.(nn|recipe|training|runtime)|(seq2seq|sentiment|sequences)\\.(model|train))(\\..*)?");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern OUR_TYPE = Pattern.compile("\\bdev\\.ieum\\.(\\w+)\\.");
  private static final Pattern IMPORTED_PACKAGE =
      Pattern.compile("(?m)^import (?:static )?(dev\\.ieum(?:\\.[a-z]\\w*)+)\\.");
  private static final int MAX_LINES = 400;
  private static final int MAX_FILES = 25;

  private record Source(String module, Path path, String text) {
    String packageName() {
      Matcher matcher = PACKAGE.matcher(text);
      assertTrue(matcher.find(), path + " has no package");
      return matcher.group(1);
    }
  }

  public static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    return root;
  }

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String module : MAY_USE.keySet()) {
      try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> sources.add(new Source(module, file, read(file))));
      }
    }
    assertTrue(sources.size() > 50, "only " + sources.size() + " sources found");
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNone(Stream<String> faults) {
    assertEquals("", faults.collect(Collectors.joining("\n")));
  }

  @Test
  void packages_eachModuleOwnsItsPrefix() throws IOException {
    assertNone(
        sources().stream()
            .filter(
                source ->
                    !(source.packageName() + ".").startsWith("dev.ieum." + source.module() + "."))
            .map(source -> source.path() + ": package " + source.packageName()));
  }

  @Test
  void dependencies_pointOnlyDown() throws IOException {
    assertNone(
        sources().stream()
            .flatMap(
                source ->
                    OUR_TYPE
                        .matcher(source.text())
                        .results()
                        .map(match -> match.group(1))
                        .filter(used -> !used.equals(source.module()))
                        .filter(used -> !MAY_USE.get(source.module()).contains(used))
                        .map(used -> source.path() + " uses " + used)));
  }

  @Test
  void packages_dependOnEachOtherWithoutCycles() throws IOException {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (Source source : sources()) {
      Set<String> used = imports.computeIfAbsent(source.packageName(), name -> new TreeSet<>());
      IMPORTED_PACKAGE.matcher(source.text()).results().forEach(match -> used.add(match.group(1)));
      used.remove(source.packageName());
    }
    boolean removed = true;
    while (removed) { // a package that depends on nothing left cannot stand on a cycle
      removed =
          imports
              .keySet()
              .removeIf(name -> imports.get(name).stream().noneMatch(imports::containsKey));
    }
    assertEquals(Map.of(), imports, "packages that stand on a cycle, or above one");
  }

  @Test
  void djl_staysOutOfTheLowerModules() throws IOException {
    assertNone(
        sources().stream()
            .filter(source -> MAY_USE.get(source.module()).isEmpty())
            .filter(source -> source.text().contains("ai.djl"))
            .map(source -> source.path() + " uses DJL"));
  }

  @Test
  void tensors_stayInsideTheNetworkPackages() throws IOException {
    assertNone(
        sources().stream()
            .filter(source -> source.text().contains("ai.djl.ndarray"))
            .filter(source -> !TENSOR_PACKAGES.matcher(source.packageName()).matches())
            .map(source -> source.path() + " uses native tensors"));
  }

  @Test
  void data_neverBecomeCode() throws IOException {
    Pattern ways = Pattern.compile("ObjectInputStream|setAccessible|defineClass|ScriptEngine");
    assertNone(
        sources().stream()
            // makes records of our own types of settings, whatever the settings are
            .filter(source -> !source.path().endsWith("RecordReader.java"))
            .filter(source -> ways.matcher(source.text()).find())
            .map(source -> source.path() + " may run what it reads"));
  }

  @Test
  void packages_haveFewFiles() throws IOException {
    Map<String, Long> files =
        sources().stream()
            .collect(Collectors.groupingBy(Source::packageName, Collectors.counting()));
    assertNone(
        files.entrySet().stream()
            .filter(entry -> entry.getValue() > MAX_FILES)
            .map(entry -> entry.getKey() + " has " + entry.getValue() + " files"));
  }

  @Test
  void files_areShortEnoughToRead() throws IOException {
    assertNone(
        sources().stream()
            .filter(source -> source.text().lines().count() > MAX_LINES)
            .map(source -> source.path() + " is longer than " + MAX_LINES + " lines"));
  }

  @Test
  void poms_engineIsNeverNeededToCompile() throws IOException {
    for (String module : MAY_USE.keySet()) {
      String pom = read(root().resolve(module).resolve("pom.xml"));
      Matcher engines =
          Pattern.compile(
                  "(?s)<dependency>(?:(?!</dependency>).)*(?:ieum-engine|ai\\.djl\\.pytorch).*?</dependency>")
              .matcher(pom);
      assertNone(
          engines
              .results()
              .map(match -> match.group())
              .filter(entry -> !entry.contains("<scope>test</scope>"))
              .filter(entry -> !entry.contains("<scope>runtime</scope>"))
              .map(entry -> module + "/pom.xml: an engine without scope test or runtime"));
      if (MAY_USE.get(module).isEmpty()) {
        assertTrue(!pom.contains("ai.djl"), module + "/pom.xml names DJL");
      }
    }
  }
}
