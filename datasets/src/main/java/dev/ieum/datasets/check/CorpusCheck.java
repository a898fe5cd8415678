package dev.ieum.datasets.check;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusEntry;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.check.CorpusReport.DataProblem;
import dev.ieum.datasets.check.CorpusReport.Example;
import dev.ieum.datasets.check.CorpusReport.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds problems of a corpus that would harm training or inflate its scores.
 *
 * <p>Corpora are read once, and only a few 64-bit hashes of each row are kept. Lines that cannot be
 * read are counted and skipped. Check training corpora first: texts of held-out corpora that occur
 * in them are reported. Not thread-safe; use one per thread.
 */
public final class CorpusCheck {
  /** The length limit in words where training sets none. */
  public static final int USUAL_WORDS = 250;

  private static final int MAX_EXAMPLES = 3;
  private static final int EXAMPLE_LENGTH = 60;
  private static final int CHARACTERS_PER_WORD = 12;
  private static final int MOST_LABELS = 1000;
  // The ratio by which Moses cleans parallel text (clean-corpus-n.perl).
  private static final int RATIO = 9;
  private static final int SHORT = 20;
  private static final int IMBALANCE = 10;

  private final int maxWords;
  private final Set<Long> training = new HashSet<>();

  /** Makes a check that reports texts of more than {@code maxWords} words as too long. */
  public CorpusCheck(int maxWords) {
    this.maxWords = maxWords;
  }

  /**
   * Checks pairs.
   *
   * @param sourceLanguage code of the source's language; anything else if it is not known
   * @param heldOut whether training must not see these texts
   * @throws IOException if a file is missing or reading fails
   */
  public CorpusReport pairs(
      Corpus<TextPair> corpus, String sourceLanguage, String targetLanguage, boolean heldOut)
      throws IOException {
    Findings found = new Findings();
    Set<Long> seen = new HashSet<>();
    read(
        corpus,
        found,
        pair -> {
          String source = pair.source();
          String target = pair.target();
          long line = pair.line();
          if (source.isBlank() || target.isBlank()) {
            found.add(DataProblem.BLANK, line, source + " | " + target);
            return;
          }
          found.addIf(source.strip().equals(target.strip()), DataProblem.SAME_SIDES, line, source);
          found.addIf(isFarLonger(source, target), DataProblem.LENGTH_RATIO, line, source);
          checkText(source, sourceLanguage, line, found);
          checkText(target, targetLanguage, line, found);
          found.addIf(!seen.add(TextHash.of(source, target)), DataProblem.REPEATED, line, source);
          checkHeldOut(source, heldOut, line, found);
        });
    return found.report();
  }

  /**
   * Checks labelled texts.
   *
   * @param language code of the texts' language; anything else if it is not known
   * @param classOf the class that a label means; empty for one that means none
   * @param heldOut whether training must not see these texts
   * @throws IOException if a file is missing or reading fails
   */
  public CorpusReport labeled(
      Corpus<LabeledText> corpus,
      String language,
      Function<String, Optional<String>> classOf,
      boolean heldOut)
      throws IOException {
    Findings found = new Findings();
    Map<Long, Long> labelOf = new HashMap<>();
    read(
        corpus,
        found,
        row -> {
          Optional<String> label = classOf.apply(row.label().strip());
          label.ifPresent(found::countLabel);
          found.addIf(label.isEmpty(), DataProblem.UNKNOWN_LABEL, row.line(), row.label());
          if (row.text().isBlank()) {
            found.add(DataProblem.BLANK, row.line(), "label " + row.label());
            return;
          }
          checkText(row.text(), language, row.line(), found);
          long hash = TextHash.of(label.orElse(row.label()));
          Long earlier = labelOf.putIfAbsent(TextHash.of(row.text()), hash);
          if (earlier != null) {
            found.add(
                earlier == hash ? DataProblem.REPEATED : DataProblem.CONTRADICTING,
                row.line(),
                row.text());
          }
          checkHeldOut(row.text(), heldOut, row.line(), found);
        });
    found.checkClasses();
    return found.report();
  }

  /** A line that cannot be read does not end the stream, so its exception can be skipped. */
  private static <T extends CorpusEntry> void read(
      Corpus<T> corpus, Findings found, Consumer<T> each) throws IOException {
    long failed = -1;
    try (Stream<T> entries = corpus.stream()) {
      Iterator<T> rows = entries.iterator();
      while (true) {
        try {
          if (!rows.hasNext()) {
            return;
          }
          T row = rows.next();
          found.rows++;
          each.accept(row);
        } catch (CorpusFormatException e) {
          if (e.line() <= failed) {
            return; // no progress, as in a damaged archive
          }
          failed = e.line();
          found.add(DataProblem.UNREADABLE, e.line(), e.fault());
        }
      }
    } catch (CorpusFormatException e) { // the file as a whole, or its header
      found.add(DataProblem.UNREADABLE, e.line(), e.fault());
    }
  }

  private void checkText(String text, String language, long line, Findings found) {
    found.addIf(
        LanguageScript.isWrong(text, language),
        DataProblem.WRONG_SCRIPT,
        line,
        language + ": " + text);
    boolean isLong =
        text.length() > CHARACTERS_PER_WORD * (long) maxWords
            || (text.length() > maxWords
                && CorpusStatistics.Side.NONE.plus(text).words() > maxWords);
    found.addIf(isLong, DataProblem.TOO_LONG, line, text);
    found.addIf(
        text.codePoints().anyMatch(CorpusCheck::isOdd), DataProblem.ODD_CHARACTERS, line, text);
  }

  private void checkHeldOut(String text, boolean heldOut, long line, Findings found) {
    long key = CorpusOverlap.key(text);
    if (heldOut) {
      found.addIf(training.contains(key), DataProblem.IN_TRAINING, line, text);
    } else {
      training.add(key);
    }
  }

  private static boolean isFarLonger(String source, String target) {
    int longer = Math.max(source.length(), target.length());
    return longer > SHORT && longer > RATIO * Math.min(source.length(), target.length());
  }

  /** The joiners of emoji and of Indic and Persian words are allowed. */
  private static boolean isOdd(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE -> character != '\t';
      case Character.FORMAT ->
          character != 0x200C
              && character != 0x200D
              && !(character >= 0xE0020 && character <= 0xE007F); // tags of flags
      default -> character == 0xFFFD;
    };
  }

  /** The problems of one corpus while it is read. */
  private static final class Findings {
    private final Map<DataProblem, Long> counts = new EnumMap<>(DataProblem.class);
    private final Map<DataProblem, List<Example>> examples = new EnumMap<>(DataProblem.class);
    private final Map<String, Long> byLabel = new TreeMap<>();
    private long rows;

    void addIf(boolean wrong, DataProblem problem, long line, String text) {
      if (wrong) {
        add(problem, line, text);
      }
    }

    void add(DataProblem problem, long line, String text) {
      counts.merge(problem, 1L, Long::sum);
      List<Example> first = examples.computeIfAbsent(problem, any -> new ArrayList<>());
      if (first.size() < MAX_EXAMPLES) {
        first.add(new Example(line, shortened(text, problem == DataProblem.UNREADABLE)));
      }
    }

    private static String shortened(String text, boolean whole) {
      String plain = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
      int length = plain.codePointCount(0, plain.length());
      int most = whole ? 5 * EXAMPLE_LENGTH : EXAMPLE_LENGTH;
      return length <= most ? plain : plain.substring(0, plain.offsetByCodePoints(0, most)) + "…";
    }

    void countLabel(String label) {
      if (byLabel.size() <= MOST_LABELS || byLabel.containsKey(label)) {
        byLabel.merge(label, 1L, Long::sum);
      }
    }

    void checkClasses() {
      if (byLabel.size() > MOST_LABELS) {
        add(DataProblem.MANY_LABELS, 0, "over " + MOST_LABELS + "; is the label's column right?");
        byLabel.clear();
      } else if (byLabel.size() == 1) {
        add(DataProblem.SINGLE_CLASS, 0, byLabel.keySet().iterator().next());
      } else if (!byLabel.isEmpty()
          && Collections.max(byLabel.values()) > IMBALANCE * Collections.min(byLabel.values())) {
        add(DataProblem.IMBALANCE, 0, byLabel.toString());
      }
    }

    CorpusReport report() {
      if (rows == 0 && counts.isEmpty()) {
        add(DataProblem.EMPTY, 0, "");
      }
      List<Finding> findings = new ArrayList<>();
      counts.forEach(
          (problem, count) ->
              findings.add(
                  new Finding(
                      problem, problem.isError(count, rows), count, examples.get(problem))));
      return new CorpusReport(rows, byLabel, findings);
    }
  }
}
