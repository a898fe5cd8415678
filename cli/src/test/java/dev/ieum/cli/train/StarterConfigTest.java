package dev.ieum.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.cli.ArchitectureTest;
import dev.ieum.sentiment.train.SentimentConfig;
import dev.ieum.seq2seq.train.TranslationConfig;
import dev.ieum.sequences.train.CommandConfig;
import dev.ieum.sequences.train.SequenceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keeps the configurations that {@code ieum init} writes in step with the code: the required
 * settings with example values, and the most frequent settings as comments, each with its meaning,
 * range and default.
 */
class StarterConfigTest {
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "name", "my-model",
          "source-language", "ko",
          "target-language", "en",
          "language", "ko",
          "data.train[].file", "train.tsv",
          "data.target", "value");

  private static final String LABELS =
      """
      labels:
        negative: ["0"]
        positive: ["1"]""";

  private static final Set<String> USED_MOST =
      Set.of(
          """
          data.train[].sequence data.train[].event data.train[].key data.train[].order data.split
          data.cut data.unseen training.sampled-events
          data.time data.past data.known data.key data.dev-from data.test-from
          forecast.horizon forecast.season forecast.naive forecast.scale
          data-licence data.max-length data.hold-out data.train[].source-column
          data.train[].target-column data.train[].text-column data.train[].label-column
          text.shared text.source-vocabulary text.vocabulary network.embedding-size
          network.encoder-hidden network.decoder-hidden network.hidden-size
          network.ngrams.buckets regularization.embedding-dropout regularization.output-dropout
          training.max-updates training.learning-rate training.patience training.batch-tokens
          training.seed training.workers decoding.beam
          """
              .split("\\s+"));

  private static final int WIDTH = 98;

  @ParameterizedTest
  @ValueSource(strings = {"translation", "sentiment", "next", "forecast", "commands"})
  void starter_saysWhatTheCodeReads(String task) throws IOException {
    Path file =
        ArchitectureTest.root()
            .resolve("cli/src/main/resources/dev/ieum/cli/train/" + task + ".yaml");
    String generated = String.join("\n", lines(task)) + "\n";
    if (Boolean.getBoolean(SettingsReferenceTest.UPDATE)) {
      Files.writeString(file, generated);
    }
    assertEquals(
        generated,
        Files.readString(file),
        file
            + " is old; write it anew: mvn -o -pl cli -am test -Dtest=StarterConfigTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D"
            + SettingsReferenceTest.UPDATE);
  }

  /** Returns the lines of a configuration of {@code task}. */
  private static List<String> lines(String task) {
    List<String> lines = new ArrayList<>();
    lines.add("# A configuration of ieum train; a line without # in front is in force.");
    lines.add("# Other settings: docs/settings.md, or: ieum train --explain");
    lines.add("# Look at the data first: ieum check THIS.yaml");
    String columns =
        switch (task) {
          case TranslationConfig.TASK -> "the languages: ko and en";
          case SentimentConfig.TASK -> "text and label";
          case SequenceConfig.TASK -> "below; where none is named, a line is a sequence";
          case CommandConfig.TASK -> "file and label";
          default -> "below";
        };
    List<SettingsReference.Entry> entries = SettingsReference.of(task);
    for (SettingsReference.Entry entry : entries) {
      boolean holds =
          entries.stream().anyMatch(other -> isShown(other) && isIn(other.key(), entry.key()));
      if (entry.key().equals("task")) {
        lines.add("task: " + task);
      } else if (entry.key().equals("labels")) {
        comment(lines, "", entry.meaning());
        lines.addAll(LABELS.lines().toList());
      } else if (holds) {
        lines.add(indent(entry) + entry.name() + ":");
      } else if (isShown(entry)) {
        add(lines, entry, columns);
      }
    }
    return lines;
  }

  private static boolean isShown(SettingsReference.Entry entry) {
    return EXAMPLES.containsKey(entry.key()) || USED_MOST.contains(entry.key());
  }

  private static boolean isIn(String key, String section) {
    return key.startsWith(section + ".") || key.startsWith(section + "[].");
  }

  private static void add(List<String> lines, SettingsReference.Entry entry, String columns) {
    String indent = indent(entry);
    String example = EXAMPLES.get(entry.key());
    if (entry.name().equals("file")) {
      comment(lines, indent, entry.meaning());
      comment(lines, indent, "Its columns are named as " + columns + ".");
      lines.add(indent.substring(2) + "- file: " + example);
    } else if (example != null) {
      comment(lines, indent, entry.meaning());
      lines.add(indent + entry.name() + ": " + example);
    } else {
      comment(lines, indent, "%s Allowed: %s.".formatted(entry.meaning(), entry.allowed()));
      // A default that is another setting's value is shown as that value.
      String value = EXAMPLES.getOrDefault(entry.otherwise(), entry.otherwise());
      lines.add(indent + "# " + entry.name() + ": " + value);
    }
  }

  /** Entries of a list are one level deeper, after the hyphen. */
  private static String indent(SettingsReference.Entry entry) {
    long depth =
        entry.key().chars().filter(c -> c == '.').count()
            + entry.key().chars().filter(c -> c == '[').count();
    return "  ".repeat((int) depth);
  }

  private static void comment(List<String> lines, String indent, String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && indent.length() + line.length() + word.length() + 3 > WIDTH) {
        lines.add(indent + "# " + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(indent + "# " + line);
  }
}
