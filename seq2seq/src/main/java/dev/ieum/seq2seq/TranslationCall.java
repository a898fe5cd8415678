package dev.ieum.seq2seq;

import dev.ieum.core.inference.ModelRuntime;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.SourceParts.Part;
import dev.ieum.seq2seq.inference.Hypothesis;
import dev.ieum.seq2seq.text.Output;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The lines of one call, cut into parts, and what becomes of them. Immutable. */
final class TranslationCall {
  private final TextCodec source;
  private final TextCodec target;
  private final List<String> lines;
  private final List<List<Part>> parts; // of each line
  private final List<List<Part>> batches;
  private final ModelRuntime runtime;

  /**
   * Encodes lines.
   *
   * @param runtime whose threads share the work around the network
   * @param batchTokens tokens in a batch, at most
   * @param batchSentences parts in a batch, at most
   */
  TranslationCall(
      TranslationModel model,
      ModelRuntime runtime,
      List<String> lines,
      int batchTokens,
      int batchSentences) {
    this.runtime = runtime;
    source = model.source();
    target = model.target();
    this.lines = List.copyOf(lines);
    parts = runtime.map(this.lines, line -> SourceParts.of(line, model.source()));
    LengthBuckets<Part> buckets =
        new LengthBuckets<>(part -> part.ids().length, part -> 0, batchTokens, batchSentences);
    batches = buckets.sorted(parts.stream().flatMap(List::stream).toList());
    Collections.reverse(batches); // else the longest would be searched for alone at the end
  }

  /** Returns the ids of all parts, in batches of like length, the longest first. */
  List<List<int[]>> batches() {
    return batches.stream().map(batch -> batch.stream().map(Part::ids).toList()).toList();
  }

  /**
   * Returns one translation per line.
   *
   * @param found the hypotheses of each part, in the order of {@link #batches}
   */
  List<Translation> translations(List<List<Hypothesis>> found) {
    IdentityHashMap<Part, List<Hypothesis>> byPart = byPart(found);
    List<Translation> translations = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      translations.add(assemble(lines.get(i), parts.get(i), byPart));
    }
    return translations;
  }

  private IdentityHashMap<Part, List<Hypothesis>> byPart(List<List<Hypothesis>> found) {
    IdentityHashMap<Part, List<Hypothesis>> byPart = new IdentityHashMap<>();
    Iterator<List<Hypothesis>> next = found.iterator();
    batches.forEach(batch -> batch.forEach(part -> byPart.put(part, next.next())));
    return byPart;
  }

  /**
   * Returns the translations of each line, best first; none for a blank one.
   *
   * @param found the hypotheses of each part, in the order of {@link #batches}
   * @param attended lines whose outputs have pieces, if the network's attention is there
   */
  List<List<Output>> outputs(List<List<Hypothesis>> found, BitSet attended) {
    IdentityHashMap<Part, List<Hypothesis>> byPart = byPart(found);
    return runtime.map(
        IntStream.range(0, lines.size()).boxed().toList(),
        i -> outputs(i, byPart, attended.get(i)));
  }

  private List<Output> outputs(
      int line, IdentityHashMap<Part, List<Hypothesis>> byPart, boolean attended) {
    List<Output> whole = List.of();
    for (Part part : parts.get(line)) {
      List<Output> own = new ArrayList<>();
      for (Hypothesis hypothesis : byPart.get(part)) {
        own.add(output(hypothesis, lines.get(line), part, attended));
      }
      whole = whole.isEmpty() ? own : List.of(Output.joined(whole.get(0), " ", own.get(0), 0));
    }
    return whole;
  }

  private Output output(Hypothesis hypothesis, String line, Part part, boolean attended) {
    List<Translation.Alignment> links = attended ? links(hypothesis, part, 0) : List.of();
    List<Output.Piece> pieces = new ArrayList<>(links.size());
    List<Token> tokens = links.isEmpty() ? List.of() : source.tokenizer().tokenize(line);
    String text = target.decode(hypothesis.ids());
    int begin = 0;
    for (Translation.Alignment link : links) {
      int[] first = Arrays.copyOf(hypothesis.ids(), link.target() + 1);
      int end = Math.max(begin, Math.min(text.length(), target.decode(first).length()));
      pieces.add(
          new Output.Piece(begin, end, tokens.get(link.source()).begin(), link.probability()));
      begin = end;
    }
    return new Output(text, hypothesis.logProbability(), hypothesis.score(), pieces);
  }

  private Translation assemble(
      String line, List<Part> parts, IdentityHashMap<Part, List<Hypothesis>> found) {
    if (parts.isEmpty()) {
      return Translation.blank(line);
    }
    List<String> texts = new ArrayList<>();
    List<Translation.Alignment> alignment = new ArrayList<>();
    double logProbability = 0;
    double score = 0;
    int tokens = 0;
    for (Part part : parts) {
      Hypothesis best = found.get(part).get(0);
      texts.add(target.decode(best.ids()));
      logProbability += best.logProbability();
      score += best.score();
      alignment.addAll(links(best, part, tokens));
      tokens += best.ids().length;
    }
    String text = String.join(" ", texts);
    List<Translation.Candidate> nbest =
        parts.size() > 1
            ? List.of(new Translation.Candidate(text, logProbability, score))
            : found.get(parts.get(0)).stream()
                .map(
                    h ->
                        new Translation.Candidate(
                            target.decode(h.ids()), h.logProbability(), h.score()))
                .toList();
    return new Translation(line, text, logProbability, nbest, alignment);
  }

  /** Returns what the best translation of the first part attended to; nothing of a blank line. */
  Optional<Translation.AttentionMap> attention(List<List<Hypothesis>> found) {
    if (parts.get(0).isEmpty()) {
      return Optional.empty();
    }
    Part part = parts.get(0).get(0);
    Hypothesis best = byPart(found).get(part).get(0);
    int[] ids = Arrays.copyOf(best.ids(), best.attention().length);
    Arrays.fill(ids, Math.min(ids.length, best.ids().length), ids.length, Vocabulary.EOS);
    return Optional.of(
        new Translation.AttentionMap(
            tokens(source, part.ids()), tokens(target, ids), best.attention()));
  }

  private static List<String> tokens(TextCodec codec, int[] ids) {
    return Arrays.stream(ids).mapToObj(codec.vocabulary()::token).toList();
  }

  private static List<Translation.Alignment> links(
      Hypothesis hypothesis, Part part, int firstTarget) {
    List<Translation.Alignment> links = new ArrayList<>();
    int tokens =
        part.ids().length - 1; // EOS is attended to as well, but is not a token of the line
    int rows = Math.min(hypothesis.attention().length, hypothesis.ids().length);
    for (int t = 0; t < rows; t++) {
      float[] weights = hypothesis.attention()[t];
      int most = 0;
      for (int s = 1; s < tokens; s++) {
        most = weights[s] > weights[most] ? s : most;
      }
      links.add(
          new Translation.Alignment(part.firstToken() + most, firstTarget + t, weights[most]));
    }
    return links;
  }
}
