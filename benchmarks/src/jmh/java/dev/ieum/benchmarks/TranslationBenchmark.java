package dev.ieum.benchmarks;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A sentence from text to text, by a bundled model; milliseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TranslationBenchmark {
  private static final List<String> SENTENCE =
      List.of("A man in an orange hat is starring at something on the other side of the street.");

  @Param({"1", "5"})
  private int beam;

  private TextTranslator translator;
  private DecodingConfig decoding;

  /** Opens the model. */
  @Setup
  public void open() throws IOException {
    translator = TextTranslator.open(ModelBundle.open(ModelSource.resolve("translation-en-de")), 1);
    decoding = translator.decoding().withBeamSize(beam);
  }

  /** Translates. */
  @Benchmark
  public Object sentence() {
    return translator.translate(SENTENCE, decoding);
  }

  /** Ends the workers. */
  @TearDown
  public void close() {
    translator.close();
  }
}
