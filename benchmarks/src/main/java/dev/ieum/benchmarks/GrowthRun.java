package dev.ieum.benchmarks;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.inference.BeamSearch;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.inference.EncoderDecoder;
import dev.ieum.seq2seq.model.AttentionKind;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.model.TranslationShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A process that measures one point, on one thread: {@code length N FILE}, {@code beam N FILE},
 * {@code pruned N FILE}, {@code vocabulary N}, {@code shortlist N}. Prints milliseconds, the best
 * of many tries, since nothing but disturbance makes one slower than another.
 */
final class GrowthRun {
  private static final String MODEL =
      "models/translation-en-de/src/main/resources/META-INF/ieum/models/translation-en-de";
  private static final int SENTENCES = 64;
  private static final double SECONDS = 8;
  private static final int LISTED = 500;

  private GrowthRun() {}

  /** Measures. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int n = Integer.parseInt(args[1]);
    JsonObject json = new JsonObject();
    json.addProperty(
        "ms",
        switch (args[0]) {
          case "length" -> length(n, Path.of(args[2]));
          case "beam" -> beam(n, 0, Path.of(args[2]));
          case "pruned" -> beam(n, DecodingConfig.defaults().pruning(), Path.of(args[2]));
          case "vocabulary" -> vocabulary(n, Optional.empty());
          case "shortlist" -> vocabulary(n, Optional.of(shortlist(n)));
          default -> throw new IllegalArgumentException(args[0]);
        });
    System.out.println(json);
  }

  private static double best(Runnable work) {
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - begin) / 1e6);
    }
    return best;
  }

  /** One text of so many subwords, made of sentences. */
  private static double length(int subwords, Path file) throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(MODEL));
    TextCodec codec = TextCodec.open(bundle, TranslationModel.SOURCE);
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      for (String word : line.split(" ", -1)) {
        if (codec.encode(text + word).length <= subwords) {
          text.append(word).append(' ');
        }
      }
    }
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      List<String> one = List.of(text.toString().strip());
      return best(() -> translator.translate(one, translator.decoding()));
    }
  }

  private static double beam(int size, double pruning, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file).subList(0, SENTENCES);
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(MODEL));
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      DecodingConfig decoding = translator.decoding().withBeamSize(size).withPruning(pruning);
      return best(() -> translator.translate(lines, decoding)) / SENTENCES;
    }
  }

  /** A step of search for one sentence, under a network of random weights that never ends one. */
  private static double vocabulary(int size, Optional<Shortlist> shortlist)
      throws InterruptedException {
    TranslationShape shape =
        new TranslationShape(
            new NetworkConfig(CellType.LSTM, 256, 1, 256, 1, 512, AttentionKind.GENERAL),
            size,
            size,
            true);
    DecodingConfig decoding = new DecodingConfig(5, 1, 1, 1);
    Random random = new Random(1);
    int[][] source = {IntStream.range(0, 20).map(i -> 4 + random.nextInt(size - 4)).toArray()};
    try (Int8Arithmetic arithmetic = new Int8Arithmetic();
        NDManager manager = NativeRuntime.newManager()) {
      ParameterStore store = ParameterStore.forTraining(manager, 1);
      new TranslationNetwork(store, shape);
      EncoderDecoder network = new EncoderDecoder(new Weights(store.export()), shape, arithmetic);
      arithmetic.await();
      BeamSearch search = new BeamSearch(network, shortlist, decoding, false);
      return best(() -> search.search(source)) / decoding.maxLength(source[0].length);
    }
  }

  private static Shortlist shortlist(int size) {
    int[] frequent = IntStream.range(3, Math.min(size, 3 + LISTED)).toArray();
    return new Shortlist(frequent, new int[size][0], size);
  }
}
