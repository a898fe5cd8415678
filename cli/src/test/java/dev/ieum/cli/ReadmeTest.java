package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps README.md and README.ko.md in step, and the output that they show true. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) .+$");
  private static final Pattern SHELL_COMMENT = Pattern.compile("(?m)\\s+# .*$");
  private static final Pattern RUN = Pattern.compile("(?ms)^\\$ (.*?)(?=^\\$ |\\z)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** Ends output of which only the beginning is shown. */
  private static final String CUT = "...";

  private static String page(String name) throws IOException {
    return Files.readString(ArchitectureTest.root().resolve(name));
  }

  /** Returns the blocks of a page, each after its language, without comments of the shell. */
  private static List<String> blocks(String name) throws IOException {
    return BLOCK
        .matcher(page(name))
        .results()
        .map(
            block ->
                block.group(1).equals("sh")
                    ? SHELL_COMMENT.matcher(block.group()).replaceAll("")
                    : block.group())
        .toList();
  }

  /** Returns the level of each heading, outside of blocks. */
  private static List<Integer> headings(String name) throws IOException {
    return HEADING
        .matcher(BLOCK.matcher(page(name)).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).length())
        .toList();
  }

  @Test
  void koreanReadme_headings_correspond() throws IOException {
    assertTrue(headings("README.md").size() >= 8, "README.md has lost its headings");
    assertEquals(headings("README.md"), headings("README.ko.md"));
  }

  @Test
  void koreanReadme_blocks_areTheSame() throws IOException {
    assertTrue(blocks("README.md").size() >= 8, "README.md has lost its commands");
    assertEquals(blocks("README.md"), blocks("README.ko.md"));
  }

  @Test
  void koreanReadme_figures_areTheSame() throws IOException {
    Pattern figure = Pattern.compile("\\d+\\.\\d\\d");
    assertEquals(
        figure.matcher(page("README.md")).results().map(m -> m.group()).toList(),
        figure.matcher(page("README.ko.md")).results().map(m -> m.group()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md", "docs/ko/quickstart.md"})
  void page_outputShown_isWhatTheCommandPrints(String name) throws IOException {
    int commands = 0;
    Matcher blocks = BLOCK.matcher(page(name));
    while (blocks.find()) {
      if (blocks.group(1).equals("console")) {
        for (MatchResult run : RUN.matcher(blocks.group(2)).results().toList()) {
          assertPrints(run.group(1));
          commands++;
        }
      }
    }
    assertTrue(commands >= 3, name + " shows the output of " + commands + " commands");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md", "docs/ko/quickstart.md", "docs/library.md"})
  void page_links_exist(String name) throws IOException {
    Path folder = ArchitectureTest.root().resolve(name).getParent();
    List<String> missing =
        Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)")
            .matcher(page(name))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !Files.exists(folder.resolve(link)))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** Runs a command, the first line of {@code run}, and compares what it prints with the rest. */
  private static void assertPrints(String run) {
    List<String> lines = run.lines().toList();
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(lines.get(0));
    while (matcher.find()) {
      String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      words.add(
          word.startsWith("samples/") ? ArchitectureTest.root().resolve(word).toString() : word);
    }
    assertEquals("./ieum", words.remove(0), lines.get(0));
    CliRun result = CliRun.of(words.toArray(String[]::new));
    String printed = (result.exitCode() == 0 ? result.out() : result.err()).stripTrailing();
    boolean cut = lines.get(lines.size() - 1).equals(CUT);
    List<String> shown = lines.subList(1, cut ? lines.size() - 1 : lines.size());
    assertTrue(!shown.isEmpty(), lines.get(0) + ": no output is shown");
    assertEquals(
        shown, printed.lines().limit(cut ? shown.size() : Long.MAX_VALUE).toList(), lines.get(0));
  }
}
