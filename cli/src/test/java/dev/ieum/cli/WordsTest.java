package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps words out that were replaced by the field's standard terms (docs/glossary.md). */
class WordsTest {
  /** What is searched for, letter case aside, and what to write in its place. */
  private static final Map<String, String> REPLACED =
      Map.ofEntries(
          Map.entry("foret(ell\\w*|old)", "predict"),
          Map.entry("(un)?learnt", "learned"),
          Map.entry("(mis)?spelt", "spelled"),
          Map.entry("sought", "searched"),
          Map.entry("told of", "notified of"),
          Map.entry("mend(s|ed|ing)?", "fix"),
          Map.entry("judg(e[sd]?|ing|e?ments?)", "predict, evaluate"),
          Map.entry("asked wrongly", "usage error"),
          Map.entry("hast(e|y|ily|en\\w*)", "hurry, or how fast"),
          Map.entry("merc(y|iful\\w*|iless\\w*)", "strictly"),
          Map.entry("in each other's way", "share, collide"),
          Map.entry("yardsticks?", "baseline"),
          Map.entry("(un)?taught|teach(es)?", "train"),
          Map.entry("anew|afresh", "again"),
          Map.entry("who(m|so)?ever|whom", "the caller, the user, anyone who"),
          Map.entry("(is|are|be|was|were|one|not) asked (for|of)", "requested"),
          Map.entry("hears (how|of)", "is notified"),
          Map.entry("(the|whole) (road|house)", "the flow, the modules"),
          Map.entry("by turns", "alternately"),
          Map.entry("nought|hitherto|thereof|lest", "plain words"),
          Map.entry("(the model's|its) makers", "the model's own settings"));

  /** Names of classes that were replaced, and the prefix that says nothing. */
  private static final Pattern NAMES =
      Pattern.compile(
          "\\b(Plain[A-Z]\\w*|IntegerProducts|ProductDesk|EightBit(Matrix)?|LibraryTrial|CellRows"
              + "|FeatureBag|CuttingTokenizer|CutOptions|LastSound|Rehearsal|FourPlaces)\\b");

  private static final List<String> MODULES =
      List.of("tokenizers", "lucene", "datasets", "core", "seq2seq", "sentiment", "spark", "cli");

  /**
   * Pages, cards, configurations, and the sources of modules with their comments, messages and help
   * texts.
   */
  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Path root = ArchitectureTest.root();
    for (String page :
        List.of("README.md", "README.ko.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
      files.add(root.resolve(page));
    }
    files.add(root.resolve("samples/README.md"));
    add(files, root.resolve("docs"), ".*\\.md");
    add(files, root.resolve("models"), ".*/((MODEL_)?CARD\\.md|\\w+\\.yaml)");
    add(files, root.resolve("benchmarks"), ".*\\.yaml");
    for (String module : MODULES) {
      add(files, root.resolve(module).resolve("src/main"), ".*\\.(java|md)");
    }
    return files;
  }

  private static void add(List<Path> files, Path folder, String name) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(file -> file.toString().replace('\\', '/').matches(name))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .forEach(files::add);
    }
  }

  /** Joins the lines of a comment, so that a phrase is found across them. */
  private static String joined(String text) {
    return text.replaceAll("\\R *(\\*|//)? *", " ");
  }

  @Test
  void sourcesAndPages_replacedWords_areAbsent() throws IOException {
    List<Path> files = files();
    assertTrue(files.size() > 200, "only " + files.size() + " files found");
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String text = joined(Files.readString(file));
      REPLACED.forEach(
          (words, instead) ->
              find(file, text, Pattern.compile("(?i)\\b(" + words + ")\\b"), instead, found));
      find(file, text, NAMES, "a name that says what it is", found);
    }
    assertEquals(List.of(), found.stream().sorted().toList());
  }

  private static void find(
      Path file, String text, Pattern words, String instead, List<String> found) {
    for (MatchResult match : words.matcher(text).results().toList()) {
      String near =
          text.substring(
              Math.max(0, match.start() - 30), Math.min(text.length(), match.end() + 30));
      found.add(
          "%s: '%s' in '%s'; write: %s"
              .formatted(ArchitectureTest.root().relativize(file), match.group(), near, instead));
    }
  }
}
