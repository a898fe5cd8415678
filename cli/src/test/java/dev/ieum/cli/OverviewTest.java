package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/overview.md true and short: what it names exists, and steps are one short sentence.
 */
class OverviewTest {

  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)]+)\\)");
  private static final Pattern CODE = Pattern.compile("`(\\w+)(?:#(\\w+))?`");

  @Test
  void overview_namesOnlyWhatExists() throws IOException {
    Path docs = ArchitectureTest.root().resolve("docs");
    Matcher links = LINK.matcher(Files.readString(docs.resolve("overview.md")));
    List<String> missing = new ArrayList<>();
    int methods = 0;
    while (links.find()) {
      Path file = docs.resolve(links.group(2)).normalize();
      Matcher code = CODE.matcher(links.group(1));
      if (!Files.exists(file)) {
        missing.add(links.group(2));
      } else if (code.matches()) {
        String text = Files.readString(file);
        String type = "(class|interface|record|enum) " + code.group(1) + "\\b";
        if (!Pattern.compile(type).matcher(text).find()) {
          missing.add(code.group(1));
        }
        if (code.group(2) != null) {
          methods++;
          // A declaration: a type, the name, parameters, and neither a dot nor "new" before it.
          String method =
              "(?m)^ +(?!return|throw|else)[\\w<>\\[\\], .?]*[\\w>\\]] " + code.group(2) + "\\(";
          if (!Pattern.compile(method).matcher(text).find()) {
            missing.add(code.group());
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(methods >= 25, "only " + methods + " methods are named");
  }

  @Test
  void overview_stepsAreShort() throws IOException {
    String page = Files.readString(ArchitectureTest.root().resolve("docs/overview.md"));
    String walks = "## Two walks";
    List<String> steps =
        page.substring(0, page.indexOf(walks))
            .lines()
            .filter(line -> line.matches("\\d+\\. .*"))
            .toList();
    assertTrue(steps.size() >= 50, "only " + steps.size() + " steps are found");
    for (String step : steps) {
      String sentence = LINK.matcher(step).replaceAll("$1").replaceFirst("^\\d+\\. ", "");
      assertTrue(sentence.split(" ").length <= 15, "more than 15 words: " + step);
      assertEquals(1, LINK.matcher(step).results().count(), "links: " + step);
      assertTrue(sentence.endsWith(".") && !sentence.contains(". "), "not a sentence: " + step);
    }
  }
}
