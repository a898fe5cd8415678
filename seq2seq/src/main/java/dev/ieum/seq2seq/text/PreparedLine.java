package dev.ieum.seq2seq.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line on its way into the network, and its translations on their way back. Immutable. */
public final class PreparedLine {
  private final List<Section> sections;

  /**
   * A sentence, or what is not translated.
   *
   * @param begin where it begins in the line
   * @param fixed what stands in the translation when {@code sentence} is empty
   */
  record Section(int begin, String fixed, Optional<PreparedSentence> sentence) {
    static Section fixed(int begin, String text) {
      return new Section(begin, text, Optional.empty());
    }
  }

  PreparedLine(List<Section> sections) {
    this.sections = List.copyOf(sections);
  }

  /** The sentences for the network, in order; none when there is nothing to translate. */
  public List<String> sentences() {
    return sections.stream().flatMap(s -> s.sentence().stream()).map(s -> s.network()).toList();
  }

  /** Whether it must be known what each part of a translation looked at. */
  public boolean needsAttention() {
    return sections.stream().flatMap(s -> s.sentence().stream()).anyMatch(s -> s.needsAttention());
  }

  /**
   * Puts the translations of the sentences together.
   *
   * @param found translations of each of {@link #sentences}, best first, at least one
   * @param nbest how many translations of the line are wanted
   * @return translations of the line, best first, at least one; with several sentences they are
   *     ranked by the sum of their sentences' scores
   */
  public List<Output> restore(List<List<Output>> found, int nbest) {
    List<Output> lines = List.of(new Output("", 0, 0, List.of()));
    int next = 0;
    for (Section section : sections) {
      if (section.sentence().isEmpty()) {
        Output fixed = new Output(section.fixed(), 0, 0, List.of());
        lines =
            lines.stream().map(line -> Output.joined(line, "", fixed, section.begin())).toList();
        continue;
      }
      Map<String, Output> restored = new LinkedHashMap<>();
      for (Output output : found.get(next++)) {
        Output whole = section.sentence().get().restore(output);
        restored.putIfAbsent(whole.text(), whole);
      }
      List<Output> longer = new ArrayList<>();
      for (Output line : lines) {
        restored.values().forEach(s -> longer.add(Output.joined(line, "", s, section.begin())));
      }
      longer.sort(Comparator.comparingDouble(Output::score).reversed());
      lines = longer.subList(0, Math.min(Math.max(1, nbest), longer.size()));
    }
    return List.copyOf(lines);
  }
}
