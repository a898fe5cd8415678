package dev.ieum.cli;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.catalog.NamedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens the labelled texts that a command names: a file and its columns, or a named corpus. */
final class LabeledCorpora {
  private static final List<String> USUAL = List.of("text", "label");

  private LabeledCorpora() {}

  /**
   * Says whether {@code name} can only mean labelled texts: such a corpus, or a table with the
   * usual columns of which the user named none.
   */
  static boolean means(String name, CorpusChoice choice, Console console) throws IOException {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      return choice.known(name, console).isLabeled();
    }
    if (!choice.columns().isEmpty() || FileCorpus.isJsonLines(file)) {
      return false;
    }
    return FileCorpus.columns(file).containsAll(USUAL);
  }

  /**
   * Returns the corpora that {@code name} means: one file, one part, or every part of a corpus.
   *
   * @throws UsageException when it means none, or no labelled one
   */
  static List<Corpus<LabeledText>> open(String name, CorpusChoice choice, Console console)
      throws IOException {
    Path file = Path.of(name);
    if (Files.exists(file)) {
      return List.of(file(file, choice.columns()));
    }
    NamedCorpus corpus = choice.known(name, console);
    if (!corpus.isLabeled()) {
      throw new UsageException(
          name + ": corpus = pairs; labelled texts are needed; see: ieum datasets list");
    }
    Path directory = choice.requireDataDirectory(corpus.name(), console);
    List<Corpus<LabeledText>> corpora = new ArrayList<>();
    for (String part : CorpusChoice.parts(corpus, name)) {
      try {
        corpora.add(corpus.labeled(directory, part));
      } catch (IllegalArgumentException e) {
        throw new UsageException(e.getMessage());
      }
    }
    return corpora;
  }

  private static Corpus<LabeledText> file(Path file, List<String> columns) throws IOException {
    List<String> both = columns.isEmpty() ? USUAL : columns;
    if (columns.isEmpty() && !FileCorpus.isJsonLines(file)) {
      List<String> all = FileCorpus.columns(file);
      if (!all.containsAll(USUAL)) {
        throw new UsageException(
            "%s:1: columns = %s; name the text and the label among them by --columns"
                .formatted(file, all));
      }
    }
    return FileCorpus.labeled(file, both.get(0), both.get(1));
  }
}
