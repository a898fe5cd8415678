package dev.ieum.cli.compare;

import dev.ieum.cli.report.RunData;
import dev.ieum.cli.report.TranslationSection;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.inference.Encoder;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.score.Interval;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.TranslationModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trains a translation network and measures it. Stateless. */
final class TranslationMeasures {
  private static final int[] LENGTHS = {8, 16, 32, 64, 128, 256};
  private static final int REPEATS = 9;
  private static final int SINGLE = 60; // sentences translated one at a time
  private static final int BRIEF_UPDATES = 24;
  private static final int WARMUP_UPDATES = 8;
  private static final int SAMPLES = 300;

  /** The file of a network's translations of the test pairs. */
  static final String TRANSLATIONS = "translations.txt";

  private TranslationMeasures() {}

  /** Trains and measures. */
  static List<Measurement> run(
      Plan plan, Pairs pairs, Architecture of, Path data, Trainings trainings) throws IOException {
    Path directory = plan.directory().resolve(of.word()).resolve("translation");
    Trainings.Ending ending =
        plan.budget() == Plan.Budget.TIME
            ? Trainings.Ending.afterSeconds(plan.secondsOfTranslation())
            : Trainings.Ending.never();
    ModelBundle bundle =
        trainings.train(
            updates -> pairs.recipe(plan, of, data, updates), plan.updates(), directory, ending);
    List<Measurement> measured = new ArrayList<>();
    measured.add(Measurement.exact(of, "parameters", parameters(bundle)));
    long bytes = bundle.manifest().files().values().stream().mapToLong(f -> f.bytes()).sum();
    measured.add(Measurement.exact(of, "bundle-kb", Math.rint(bytes / 1024.0)));
    RunData run = RunData.read(of.word(), directory);
    List<double[]> speeds = run.curve("tokens_per_second");
    double[] late =
        speeds.stream().skip(speeds.size() / 2).mapToDouble(point -> point[1]).sorted().toArray();
    if (late.length > 0) {
      measured.add(Measurement.timed(of, "train-tokens", late));
    }
    quality(measured, of, bundle, pairs, plan);
    encoding(measured, of, bundle);
    return measured;
  }

  private static double parameters(ModelBundle bundle) throws IOException {
    return bundle.weights().values().stream().mapToLong(w -> w.values().length).sum();
  }

  private static void quality(
      List<Measurement> measured, Architecture of, ModelBundle bundle, Pairs pairs, Plan plan)
      throws IOException {
    List<TextPair> test = pairs.test();
    List<String> sources = test.stream().map(TextPair::source).toList();
    List<String> references = test.stream().map(TextPair::target).toList();
    List<String> texts = new ArrayList<>();
    double words = references.stream().mapToInt(text -> text.split("\\s+").length).sum();
    double[] rates = new double[3];
    try (TextTranslator translator = TextTranslator.open(bundle, plan.threads())) {
      for (int repeat = 0; repeat < rates.length; repeat++) {
        long began = System.nanoTime();
        texts =
            translator.translate(sources, translator.decoding()).stream()
                .map(Translation::text)
                .toList();
        rates[repeat] = words / ((System.nanoTime() - began) / 1e9);
      }
      Arrays.sort(rates);
      measured.add(Measurement.timed(of, "words-per-second", rates));
      List<String> single = sources.subList(0, Math.min(SINGLE, sources.size()));
      double[] millis = new double[single.size()];
      for (int i = 0; i < millis.length; i++) {
        long began = System.nanoTime();
        translator.translate(single.get(i));
        millis[i] = (System.nanoTime() - began) / 1e6;
      }
      Arrays.sort(millis);
      measured.add(Measurement.timed(of, "sentence-ms", millis));
    }
    Files.write(plan.directory().resolve(of.word()).resolve(TRANSLATIONS), texts);
    PairedBootstrap bootstrap = new PairedBootstrap(SAMPLES, plan.seed());
    for (MetricKind kind : List.of(MetricKind.CHRF, MetricKind.BLEU)) {
      Interval range = bootstrap.interval(kind.metric(), texts, references);
      double score = kind.metric().corpus(texts, references).value();
      String key = EnumWords.of(kind);
      measured.add(new Measurement(of.word(), key, score, range.low(), range.high(), false));
    }
    List<int[]> parts = TranslationSection.lengthParts(test);
    double shortest = TranslationSection.chrF(texts, test, parts.get(0));
    double longest = TranslationSection.chrF(texts, test, parts.get(parts.size() - 1));
    measured.add(Measurement.exact(of, "length-difference", longest - shortest));
  }

  /** Measures how long an encoder takes for one sentence by its length, on one thread. */
  private static void encoding(List<Measurement> measured, Architecture of, ModelBundle bundle)
      throws IOException {
    TranslationModel model = TranslationModel.open(bundle, WeightFormat.FLOAT32);
    Encoder encoder = model.network().encoder();
    int vocabulary = model.source().vocabulary().size();
    List<double[]> logs = new ArrayList<>();
    for (int length : LENGTHS) {
      int[] ids = new int[length];
      Arrays.setAll(ids, i -> 4 + (i * 31 + length) % (vocabulary - 4));
      double[] millis = new double[REPEATS];
      for (int repeat = -REPEATS; repeat < REPEATS; repeat++) { // the first half warms up
        long began = System.nanoTime();
        encoder.encode(new int[][] {ids});
        if (repeat >= 0) {
          millis[repeat] = (System.nanoTime() - began) / 1e6;
        }
      }
      Arrays.sort(millis);
      measured.add(Measurement.timed(of, "encode-ms/" + length, millis));
      logs.add(new double[] {Math.log(length), Math.log(millis[REPEATS / 2])});
    }
    double slope = slope(logs.subList(1, logs.size()));
    measured.add(new Measurement(of.word(), "encode-exponent", slope, slope, slope, true));
  }

  /** Returns the slope of the line through points, by least squares. */
  static double slope(List<double[]> points) {
    double x = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
    double y = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
    double product = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    return product / points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
  }

  /** Measures how fast a network learns with batches of one sentence and of many. */
  static List<Measurement> speeds(
      Plan plan, Pairs pairs, Architecture of, Path data, Trainings trainings) throws IOException {
    List<Measurement> measured = new ArrayList<>();
    for (int sentences : new int[] {1, 64}) {
      Path directory = plan.directory().resolve(of.word()).resolve("brief");
      AtomicFiles.deleteTree(directory);
      Stopwatch stopwatch = new Stopwatch();
      Recipe recipe = pairs.brief(plan, of, data, sentences);
      trainings.trainBriefly(recipe, directory, BRIEF_UPDATES, stopwatch);
      AtomicFiles.deleteTree(directory);
      measured.add(Measurement.timed(of, "train-tokens/" + sentences, stopwatch.rates()));
    }
    double gain = measured.get(1).value() / measured.get(0).value();
    measured.add(new Measurement(of.word(), "parallel-gain", gain, gain, gain, true));
    return measured;
  }

  /** Tokens per second of each update after the first few. */
  private static final class Stopwatch implements TrainingListener {
    private final List<Double> rates = new ArrayList<>();
    private long last;

    @Override
    public void onUpdate(UpdateReport report) {
      long now = System.nanoTime();
      if (report.update() > WARMUP_UPDATES) {
        rates.add(report.tokens() / ((now - last) / 1e9));
      }
      last = now;
    }

    double[] rates() {
      return rates.stream().mapToDouble(rate -> rate).sorted().toArray();
    }
  }
}
