package dev.ieum.seq2seq;

import dev.ieum.core.inference.ModelRuntime;
import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.inference.Hypothesis;
import dev.ieum.seq2seq.text.Output;
import dev.ieum.seq2seq.text.PreparedLine;
import dev.ieum.seq2seq.text.TextPipeline;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The lines of one call, what is around the network included. Immutable. */
record TextCall(
    List<String> lines,
    Optional<List<PreparedLine>> prepared, // empty: lines go in as they are
    TextCall.Wanted wanted,
    TranslationModel model,
    ModelRuntime runtime,
    TranslationCall network) {
  /** How many translations of a line are wanted, and whether alignments are. */
  record Wanted(int nbest, boolean alignment) {}

  TextCall {
    lines = List.copyOf(lines);
  }

  /**
   * Makes lines ready.
   *
   * @param pipeline empty for lines that go into the network as they are
   * @param network makes the call of the network from its texts
   */
  static TextCall of(
      List<String> lines,
      Optional<TextPipeline> pipeline,
      Wanted wanted,
      TranslationModel model,
      ModelRuntime runtime,
      Function<List<String>, TranslationCall> network) {
    Optional<List<PreparedLine>> prepared = pipeline.map(some -> runtime.map(lines, some::prepare));
    List<String> texts =
        prepared
            .map(all -> all.stream().flatMap(p -> p.sentences().stream()).toList())
            .orElse(lines);
    return new TextCall(lines, prepared, wanted, model, runtime, network.apply(texts));
  }

  /** Returns the ids of all parts, in batches of like length, the longest first. */
  List<List<int[]>> batches() {
    return network.batches();
  }

  boolean needsAttention() {
    return wanted.alignment()
        || prepared.stream().flatMap(List::stream).anyMatch(PreparedLine::needsAttention);
  }

  /**
   * Returns one translation per line.
   *
   * @param found the hypotheses of each part, in the order of {@link #batches}
   */
  List<Translation> translations(List<List<Hypothesis>> found) {
    if (prepared.isEmpty()) {
      return network.translations(found);
    }
    int[] ends = new int[lines.size()]; // of each line's sentences
    BitSet attended = new BitSet(); // sentences where it matters what was attended to
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      PreparedLine line = prepared.get().get(i);
      ends[i] = end + line.sentences().size();
      attended.set(end, ends[i], wanted.alignment() || line.needsAttention());
      end = ends[i];
    }
    List<List<Output>> outputs = network.outputs(found, attended);
    return runtime.map(
        IntStream.range(0, lines.size()).boxed().toList(),
        i -> {
          if (lines.get(i).chars().allMatch(c -> WhiteSpace.is((char) c))) {
            return Translation.blank(lines.get(i));
          }
          PreparedLine line = prepared.get().get(i);
          int begin = ends[i] - line.sentences().size();
          return translation(
              lines.get(i), line.restore(outputs.subList(begin, ends[i]), wanted.nbest()));
        });
  }

  private Translation translation(String line, List<Output> outputs) {
    Output best = outputs.get(0);
    return new Translation(
        line,
        best.text(),
        best.logProbability(),
        outputs.stream()
            .map(o -> new Translation.Candidate(o.text(), o.logProbability(), o.score()))
            .toList(),
        wanted.alignment() ? alignment(line, best) : List.of());
  }

  /** Returns links between the tokens of the line and those of its translation. */
  private List<Translation.Alignment> alignment(String line, Output output) {
    List<Token> source = tokens(model.source(), line);
    List<Token> target = tokens(model.target(), output.text());
    Map<Integer, Translation.Alignment> links = new TreeMap<>();
    for (Output.Piece piece : output.pieces()) {
      int from = at(source, piece.source());
      for (int t = at(target, piece.begin()); t < target.size(); t++) {
        if (target.get(t).begin() >= piece.end() && target.get(t).begin() > piece.begin()) {
          break;
        }
        links.merge(
            t,
            new Translation.Alignment(from, t, piece.weight()),
            (a, b) -> a.probability() < b.probability() ? b : a);
      }
    }
    return List.copyOf(links.values());
  }

  private static List<Token> tokens(TextCodec codec, String text) {
    return codec.tokenizer().tokenize(text);
  }

  /** Returns the last token that begins at {@code offset} or before it; the first if none does. */
  private static int at(List<Token> tokens, int offset) {
    int low = 0;
    int high = tokens.size();
    while (low + 1 < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).begin() <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
