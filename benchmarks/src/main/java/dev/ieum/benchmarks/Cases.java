package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.benchmarks.Figures.Side;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures each case once, ours and the yardsticks, and adds it to the figures. */
final class Cases {
  private static final String INT8 = "int8_";
  private static final int STARTS = 5;

  private final CompareOptions options;
  private final Optional<Yardsticks> peers;
  private final Figures figures;
  private boolean fastTextDone; // once is enough: it takes long to train

  Cases(CompareOptions options, Optional<Yardsticks> peers, Figures figures) {
    this.options = options;
    this.peers = peers;
    this.figures = figures;
  }

  void limit() throws IOException {
    JsonObject found = Program.run(Program.java("dev.ieum.benchmarks.LimitRun"), Map.of()).json();
    copy(found, "engine_gflop_s", "matrix product, tensor engine, GFLOP/s a thread", Side.OURS);
    copy(found, "matrix_gflop_s", "matrix product, plain Java, GFLOP/s a thread", Side.OURS);
    copy(found, "int8_gflop_s", "the same in eight bits, billion operations/s a thread", Side.OURS);
    for (LimitRun.Shape shape : LimitRun.Shape.values()) {
      copy(found, shape + " matrix", shape + ", plain Java in floats, the same unit", Side.OURS);
      copy(found, shape + " int8", shape + ", eight bits, the same unit", Side.OURS);
    }
  }

  private void copy(JsonObject found, String key, String row, Side side) {
    if (found.has(key)) {
      figures.add(row, side, found.get(key).getAsDouble());
    }
  }

  void translate(Path file, String kind) throws IOException {
    boolean one = kind.equals("one");
    int used = one ? 1 : options.threads;
    for (int beam : new int[] {1, 5}) {
      String name =
          Program.format(
              "%s, %s, %d threads",
              one ? "a sentence at a time" : "test set", beam == 1 ? "greedy" : "beam 5", used);
      List<String> command =
          Program.java(
              "dev.ieum.benchmarks.TranslationRun",
              options.model,
              file.toString(),
              Integer.toString(beam),
              Integer.toString(used),
              kind);
      rates(name, Side.OURS, Program.run(command, Map.of()).json());
      if (peers.isPresent()) {
        Map<String, JsonObject> theirs =
            peers
                .get()
                .translate(beam, used, one ? options.sentences : 0, one ? "1" : options.batches);
        rates(name, Side.YARDSTICK, theirs.get(""));
        if (options.int8) {
          rates(name, Side.YARDSTICK_INT8, theirs.get(INT8));
        }
      }
    }
  }

  private void rates(String name, Side side, JsonObject found) {
    copy(found, "sent" + options.per(), name + ": sentences/s", side);
    copy(found, "words" + options.per(), name + ": words/s", side);
    copy(found, "out_tok" + options.per(), name + ": subwords/s", side);
    copy(found, "p50_ms", name + ": p50 ms", side);
    copy(found, "p95_ms", name + ": p95 ms", side);
    copy(found, "p99_ms", name + ": p99 ms", side);
    copy(found, "gflop" + options.per(), name + ": GFLOP/s in products", side);
    copy(found, "rss_mb", name + ": memory MB", side);
  }

  void judge(Path documents) throws IOException {
    for (String kind : List.of("one", "all")) {
      int used = kind.equals("one") ? 1 : options.threads;
      String name =
          Program.format(
              "sentiment, %s, %d threads",
              kind.equals("one") ? "a text at a time" : "20,000 texts", used);
      JsonObject ours =
          Program.run(
                  Program.java(
                      "dev.ieum.benchmarks.SentimentRun",
                      options.sentimentModel,
                      documents.toString(),
                      Integer.toString(used),
                      kind),
                  Map.of())
              .json();
      copy(ours, "docs" + options.per(), name + ": texts/s", Side.OURS);
      copy(ours, "p50_ms", name + ": p50 ms", Side.OURS);
      copy(ours, "p99_ms", name + ": p99 ms", Side.OURS);
      copy(ours, "rss_mb", name + ": memory MB", Side.OURS);
      if (peers.isPresent()) {
        Map<String, Double> theirs = peers.get().judge(used, 3);
        figures.add(name + ": texts/s", Side.YARDSTICK, theirs.get(kind));
        figures.add(name + ": memory MB", Side.YARDSTICK, theirs.get("rss_mb"));
        if (options.int8) {
          figures.add(name + ": texts/s", Side.YARDSTICK_INT8, theirs.get(INT8 + kind));
        }
      }
    }
    if (peers.isPresent() && !fastTextDone) {
      fastTextDone = true;
      Optional<Double> rate = peers.get().fastText();
      rate.ifPresent(r -> figures.add("fastText, texts/s of a processor", Side.YARDSTICK, r));
    }
  }

  void train(Path out) throws IOException {
    List<String> command =
        new ArrayList<>(Program.java("dev.ieum.cli.Ieum", "train", "benchmarks/translation.yaml"));
    command.addAll(List.of("--threads", Integer.toString(options.threads)));
    command.addAll(List.of("--out", out.toString(), "--set", "data.dev-limit=1"));
    command.addAll(List.of("--set", "training.max-updates=" + options.updates));
    Program.Outcome ours = Program.run(command, Map.of());
    double rate = trainingRate(out);
    figures.add("training: target subwords/s", Side.OURS, rate);
    double operations =
        Operations.ofTraining(ModelBundle.open(ModelSource.of(out.resolve("model"))));
    figures.add("training: GFLOP/s in products", Side.OURS, rate * operations / 1e9);
    figures.add("training: memory MB", Side.OURS, ours.megabytes());
    if (peers.isPresent()) {
      figures.add(
          "training: target subwords/s",
          Side.YARDSTICK,
          peers.get().train(options.threads, options.trainSeconds));
    }
  }

  /** The median of the reports, of which the first tells of a cold machine. */
  private static double trainingRate(Path out) throws IOException {
    try (Stream<String> lines = Files.lines(out.resolve("metrics.jsonl"))) {
      List<Double> rates =
          lines
              .map(line -> JsonParser.parseString(line).getAsJsonObject())
              .filter(line -> line.has("tokens_per_second"))
              .map(line -> line.get("tokens_per_second").getAsDouble())
              .skip(1)
              .sorted(Comparator.naturalOrder())
              .toList();
      return rates.get(rates.size() / 2);
    }
  }

  void start(Path test) throws IOException {
    for (int i = 0; i < STARTS; i++) {
      Program.Outcome help = Program.run(List.of("./ieum", "--help"), Map.of());
      figures.add("start: ieum --help, ms", Side.OURS, help.seconds() * 1e3);
      for (String bundled : List.of("translation-ko-en", "translation-en-de")) {
        Path sample =
            Path.of("samples", bundled.endsWith("en") ? "everyday.ko.txt" : "captions.en.txt");
        Program.Outcome line =
            Program.run(
                List.of("./ieum", "translate", "--model", bundled, sample.toString()), Map.of());
        figures.add(
            "start: " + bundled + ", first line, ms", Side.OURS, line.firstLineSeconds() * 1e3);
      }
    }
    Program.Outcome all =
        Program.run(
            List.of("./ieum", "translate", "--model", "translation-en-de", test.toString()),
            Map.of());
    figures.add("ieum translate, the test set: seconds", Side.OURS, all.seconds());
    figures.add("ieum translate, the test set: memory MB", Side.OURS, all.megabytes());
  }
}
