package dev.ieum.cli.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.check.CorpusCheck;
import dev.ieum.datasets.check.CorpusReport;
import dev.ieum.sentiment.train.SentimentConfig;
import dev.ieum.sentiment.train.TextCorpusConfig;
import dev.ieum.seq2seq.train.CorpusConfig;
import dev.ieum.seq2seq.train.TranslationConfig;
import dev.ieum.sequences.train.SequenceConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks a configuration, then every corpus that it names, training corpora first. Not thread-safe;
 * use one for each configuration.
 */
final class ConfigCheck {
  private final CheckReport report = new CheckReport();

  /** Reads a corpus and says what was found. */
  private interface Check {
    CorpusReport run() throws IOException;
  }

  /** Returns what is wrong with {@code file} and its data. */
  CheckReport of(Path file) {
    try {
      Recipe recipe =
          TrainingJob.read(Settings.load(file, Map.of()), file.toAbsolutePath().getParent());
      if (recipe instanceof TranslationConfig translation) {
        checkPairs(translation);
      } else if (recipe instanceof SentimentConfig sentiment) {
        checkTexts(sentiment);
      } else if (recipe instanceof SequenceConfig sequences) {
        checkSequences(sequences);
      }
    } catch (ConfigException e) {
      report.fail("configuration", e.getMessage());
    }
    return report;
  }

  private void checkPairs(TranslationConfig config) {
    TranslationConfig.Data data = config.data();
    CorpusCheck check = new CorpusCheck(data.maxLength());
    data.train().forEach(entry -> check(check, config, "train", entry));
    data.dev().forEach(entry -> check(check, config, "dev", entry));
    data.test().forEach(entry -> check(check, config, "test", entry));
  }

  private void check(CorpusCheck check, TranslationConfig config, String part, CorpusConfig entry) {
    String source = config.sourceLanguage();
    String target = config.targetLanguage();
    add(
        part + ": " + entry.title(),
        () ->
            check.pairs(
                entry.open(config.data().directory(), source, target),
                source,
                target,
                !part.equals("train")));
  }

  private void checkTexts(SentimentConfig config) {
    SentimentConfig.Data data = config.data();
    // Longer texts are cut off, not lost, so only what no review would be is too long.
    CorpusCheck check = new CorpusCheck(Math.max(CorpusCheck.USUAL_WORDS, data.maxLength()));
    data.train().forEach(entry -> check(check, config, "train", entry));
    data.dev().forEach(entry -> check(check, config, "dev", entry));
    data.test().forEach(entry -> check(check, config, "test", entry));
  }

  private void check(
      CorpusCheck check, SentimentConfig config, String part, TextCorpusConfig entry) {
    List<String> names = config.labels().names();
    add(
        part + ": " + entry.title(),
        () ->
            check.labeled(
                entry
                    .open(config.data().directory())
                    .filter(
                        row ->
                            !entry.skipOther()
                                || entry.classOf(row.label(), config.labels()).isPresent()),
                config.language(),
                label -> entry.classOf(label, config.labels()).map(names::get),
                !part.equals("train")));
  }

  /** Sequences are any events: all that can be wrong is how their file is laid out. */
  private void checkSequences(SequenceConfig config) {
    SequenceConfig.Data data = config.data();
    Stream.of(data.train(), data.dev(), data.test())
        .flatMap(List::stream)
        .forEach(file -> attempt(file.title(), () -> file.read(data.cut())));
  }

  private void add(String name, Check check) {
    attempt(name, () -> report.add(name, check.run()));
  }

  /** Reads something. */
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(String name, Step step) {
    try {
      step.run();
    } catch (NoSuchFileException e) {
      report.fail(name, e.getFile() + ": no such file; check the path");
    } catch (ConfigException | CorpusFormatException | IOException e) {
      report.fail(name, Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }
}
