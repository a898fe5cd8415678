package dev.ieum.tokenizers;

import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Characters a second, one thread; an operation is one UTF-16 character of review text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TokenizerBenchmark {
  private static final int CHARACTERS = 100_000;
  private static final int MEGABYTE = 1_000_000;

  private List<String> lines;
  private List<List<String>> tokens;
  private BpeTokenizer bpe;
  private BpeTokenizer bpeOfWords;
  private final NoriTokenizer nori = new NoriTokenizer();
  private final KoreanMorphology morphology = new KoreanMorphology();
  private KoreanTokenizer lucene;
  private String kilobyteLine;
  private String megabyteLine;
  private String kilobyteWord;
  private String megabyteWord;

  /** Reads the reviews and learns 8,000 merges from them. */
  @Setup
  public void read() {
    List<String> reviews = SharedData.column("nsmc/train.tsv.gz", 1);
    BpeTrainer trainer = new BpeTrainer();
    reviews.subList(0, 30_000).forEach(line -> trainer.add(line, nori));
    BpeModel model = trainer.train(10_000, 2);
    bpe = new BpeTokenizer(nori, model);
    bpeOfWords = new BpeTokenizer(new WhitespaceTokenizer(), model);
    lines = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    int left = CHARACTERS;
    for (String review : reviews.subList(50_000, 60_000)) {
      String line = review.substring(0, Math.min(left, review.length()));
      lines.add(line);
      left -= line.length();
      if (left == 0) {
        break;
      }
    }
    reviews.forEach(line -> all.append(line).append(' '));
    tokens = lines.stream().map(line -> bpe.tokenize(line).stream().map(Token::text).toList()).toList();
    kilobyteLine = all.substring(0, 1_000);
    megabyteLine = kilobyteLine.repeat(MEGABYTE / 1_000);
    megabyteWord = all.toString().replace(" ", "").substring(0, MEGABYTE);
    kilobyteWord = megabyteWord.substring(0, 1_000);
    lucene =
        new KoreanTokenizer(
            TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
            null,
            KoreanTokenizer.DecompoundMode.NONE,
            false,
            false);
  }

  /** Lucene's tokenizer alone, its terms read as strings. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public void luceneKoreanTokenizer(Blackhole hole) throws IOException {
    CharTermAttribute term = lucene.addAttribute(CharTermAttribute.class);
    OffsetAttribute offset = lucene.addAttribute(OffsetAttribute.class);
    for (String line : lines) {
      lucene.setReader(new StringReader(line));
      lucene.reset();
      List<Token> found = new ArrayList<>();
      while (lucene.incrementToken()) {
        found.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      lucene.end();
      lucene.close();
      hole.consume(found);
    }
  }

  /** Ours around it. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public void noriTokenizer(Blackhole hole) {
    lines.forEach(line -> hole.consume(nori.tokenize(line)));
  }

  /** Morphemes with their parts. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public void koreanMorphology(Blackhole hole) {
    lines.forEach(line -> hole.consume(morphology.analyze(line)));
  }

  /** Subwords inside morphemes. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public void bpeInsideMorphemes(Blackhole hole) {
    lines.forEach(line -> hole.consume(bpe.tokenize(line)));
  }

  /** Subwords inside what spaces bound. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public void bpeInsideWords(Blackhole hole) {
    lines.forEach(line -> hole.consume(bpeOfWords.tokenize(line)));
  }

  /** Subwords back to text. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public void detokenize(Blackhole hole) {
    tokens.forEach(line -> hole.consume(bpe.detokenize(line)));
  }

  /** One line of a thousand characters. */
  @Benchmark
  @OperationsPerInvocation(1_000)
  public Object bpeLineOfThousand() {
    return bpeOfWords.tokenize(kilobyteLine);
  }

  /** A thousand such lines in one. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTE)
  public Object bpeLineOfMillion() {
    return bpeOfWords.tokenize(megabyteLine);
  }

  /** One word of a thousand characters; words so long are not remembered. */
  @Benchmark
  @OperationsPerInvocation(1_000)
  public Object bpeWordOfThousand() {
    return bpeOfWords.tokenize(kilobyteWord);
  }

  /** One word of a million characters. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTE)
  public Object bpeWordOfMillion() {
    return bpeOfWords.tokenize(megabyteWord);
  }
}
