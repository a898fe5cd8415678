package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.SharedData;
import dev.ieum.tokenizers.Token;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What our Korean tokenizer costs above Lucene's: CPU time of turns taken by one and the other. */
@Tag("slow")
class OverheadMeasure {
  private static final int ROUNDS = 41;

  @Test
  void tokenize_turnAboutWithLucene_costsLittleMore() throws IOException {
    List<String> lines = SharedData.column("nsmc/train.tsv.gz", 1).subList(0, 4_000);
    long characters = lines.stream().mapToLong(String::length).sum();
    NoriTokenizer ours = new NoriTokenizer();
    try (KoreanTokenizer lucene =
        new KoreanTokenizer(
            TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
            null,
            KoreanTokenizer.DecompoundMode.NONE,
            false,
            false)) {
      double[] bare = new double[ROUNDS];
      double[] wrapped = new double[ROUNDS];
      for (int round = -20; round < ROUNDS; round++) {
        double one = seconds(lines, line -> tokens(lucene, line));
        double other = seconds(lines, ours::tokenize);
        if (round >= 0) {
          bare[round] = one;
          wrapped[round] = other;
        }
      }
      Arrays.sort(bare);
      Arrays.sort(wrapped);
      double ratio = wrapped[ROUNDS / 2] / bare[ROUNDS / 2];
      System.out.printf(
          Locale.ROOT,
          "overhead: Lucene %.0f, ours %.0f characters a CPU second; ours takes %.3f times as long%n",
          characters / bare[ROUNDS / 2],
          characters / wrapped[ROUNDS / 2],
          ratio);
      assertTrue(ratio < 1.15, () -> "ratio " + ratio);
    }
  }

  private static double seconds(List<String> lines, Function<String, List<Token>> tokenize) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long tokens = 0;
    for (String line : lines) {
      tokens += tokenize.apply(line).size();
    }
    assertTrue(tokens > lines.size());
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }

  /** All that a caller needs of a token: its characters and its place. */
  private static List<Token> tokens(KoreanTokenizer lucene, String line) {
    try {
      CharTermAttribute term = lucene.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = lucene.addAttribute(OffsetAttribute.class);
      List<Token> tokens = new ArrayList<>();
      lucene.setReader(new StringReader(line));
      lucene.reset();
      while (lucene.incrementToken()) {
        tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      lucene.end();
      lucene.close();
      return tokens;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
