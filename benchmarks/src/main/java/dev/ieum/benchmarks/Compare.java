package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.benchmarks.Figures.Side;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ours and the yardsticks by turns, round after round, then a table of medians. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures ours and, where IEUM_PEERS names their directory, the yardsticks, by turns.",
      "IEUM_DATA names the directory of corpora, IEUM_PYTHON the Python of the yardsticks."
    })
final class Compare implements Callable<Integer> {

  /** What can be measured. */
  enum Case {
    LIMIT,
    ONE,
    ALL,
    SENTIMENT,
    TRAIN,
    START
  }

  private static final String INT8 = "int8_";
  private static final int DOCUMENTS = 20_000;
  private static final int STARTS = 5;

  @Option(names = "--cases", split = ",", description = "Of ${COMPLETION-CANDIDATES}; default all.")
  private List<Case> cases = List.of(Case.values());

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Of whole sets. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--model", description = "Of benchmarks/translation.yaml.")
  private String model = "runs/bench-translation/model";

  @Option(names = "--sentiment-model", description = "Of benchmarks/sentiment.yaml.")
  private String sentimentModel = "runs/bench-sentiment/model";

  @Option(names = "--peer-data", description = "What prep_multi30k.py made.")
  private Path peerData = Path.of("runs/peers/multi30k");

  @Option(names = "--peer-model", description = "What torch_seq2seq.py --save wrote.")
  private Path peerModel = Path.of("runs/peers/model.pt");

  @Option(names = "--peer-nsmc", description = "NSMC's ratings_train.txt and ratings_test.txt.")
  private Path peerNsmc = Path.of("runs/peers/nsmc");

  @Option(names = "--peer-batches", description = "Batches that the yardstick may choose from.")
  private String batches = "32,64,128,256";

  @Option(names = "--int8", description = "The yardsticks' 8-bit forms, too.")
  private boolean int8;

  @Option(
      names = "--sentences",
      defaultValue = "300",
      description = "One at a time. Default: ${DEFAULT-VALUE}.")
  private int sentences;

  @Option(
      names = "--updates",
      defaultValue = "40",
      description = "Of training. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Option(
      names = "--train-seconds",
      defaultValue = "60",
      description = "Default: ${DEFAULT-VALUE}.")
  private int trainSeconds;

  @Option(
      names = "--cpu",
      description = "Rates by processor time, on a machine that others use; latencies stay.")
  private boolean cpu;

  private final Figures figures = new Figures();

  /** Runs it and ends the Java machine. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Compare()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Optional<Yardsticks> peers = yardsticks();
    Path work = Files.createTempDirectory("ieum-benchmarks");
    Path test = test(work);
    Path first = head(test, sentences, work.resolve("first.en"));
    Path documents = cases.contains(Case.SENTIMENT) ? documents(work) : work;
    for (int round = 1; round <= rounds; round++) {
      for (Case kind : cases) {
        System.err.println(Program.format("round %d of %d: %s", round, rounds, kind));
        switch (kind) {
          case LIMIT -> limit();
          case ONE -> translate(peers, first, "one");
          case ALL -> translate(peers, test, "all");
          case SENTIMENT -> judge(peers, documents);
          case TRAIN -> train(peers, work.resolve("train" + round));
          case START -> start(test);
        }
      }
    }
    System.out.println(
        Program.format(
            "%d rounds; medians (least–greatest); rates by %s; %s, %d processors, Java %s",
            rounds,
            cpu ? "processor time, times threads" : "the clock",
            processor(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version()));
    if (peers.isEmpty()) {
      System.out.println("Ours alone: IEUM_PEERS names no directory with torch_seq2seq.py.");
    }
    peers.ifPresent(p -> System.out.println("Batches of the yardstick: " + p.bestBatch()));
    System.out.println();
    figures.table().forEach(System.out::println);
    return 0;
  }

  private Optional<Yardsticks> yardsticks() {
    Map<String, String> environment = System.getenv();
    String scripts = environment.getOrDefault("IEUM_PEERS", "");
    if (scripts.isEmpty() || !Files.exists(Path.of(scripts, "torch_seq2seq.py"))) {
      return Optional.empty();
    }
    String python = environment.getOrDefault("IEUM_PYTHON", "python3");
    return Optional.of(
        new Yardsticks(Path.of(scripts), python, peerData, peerModel, peerNsmc, int8, per()));
  }

  private String per() {
    return cpu ? "_cpu_s" : "_s";
  }

  private static Path data() {
    return Path.of(System.getenv().getOrDefault("IEUM_DATA", "."));
  }

  /** Returns the lines of a compressed file. */
  static List<String> unpack(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static Path test(Path work) throws IOException {
    Path file = data().resolve("multi30k/test_2016_flickr.en.gz");
    return Files.write(work.resolve("test.en"), unpack(file));
  }

  private static Path head(Path file, int lines, Path to) throws IOException {
    try (Stream<String> all = Files.lines(file)) {
      return Files.write(to, all.limit(lines).toList());
    }
  }

  private static Path documents(Path work) throws IOException {
    return Files.write(
        work.resolve("documents.ko"),
        unpack(data().resolve("nsmc/test.tsv.gz")).stream()
            .skip(1)
            .map(line -> line.split("\t", -1)[1])
            .filter(text -> !text.isBlank())
            .limit(DOCUMENTS)
            .toList());
  }

  private void limit() throws IOException {
    JsonObject found = Program.run(Program.java("dev.ieum.benchmarks.LimitRun"), Map.of()).json();
    copy(found, "engine_gflop_s", "matrix product, tensor engine, GFLOP/s a thread", Side.OURS);
    copy(found, "matrix_gflop_s", "matrix product, plain Java, GFLOP/s a thread", Side.OURS);
  }

  private void copy(JsonObject found, String key, String row, Side side) {
    if (found.has(key)) {
      figures.add(row, side, found.get(key).getAsDouble());
    }
  }

  private void translate(Optional<Yardsticks> peers, Path file, String kind) throws IOException {
    boolean one = kind.equals("one");
    int used = one ? 1 : threads;
    for (int beam : new int[] {1, 5}) {
      String name =
          Program.format(
              "%s, %s, %d threads",
              one ? "a sentence at a time" : "test set", beam == 1 ? "greedy" : "beam 5", used);
      List<String> command =
          Program.java(
              "dev.ieum.benchmarks.TranslationRun",
              model,
              file.toString(),
              Integer.toString(beam),
              Integer.toString(used),
              kind);
      rates(name, Side.OURS, Program.run(command, Map.of()).json());
      if (peers.isPresent()) {
        Map<String, JsonObject> theirs =
            peers.get().translate(beam, used, one ? sentences : 0, one ? "1" : batches);
        rates(name, Side.YARDSTICK, theirs.get(""));
        if (int8) {
          rates(name, Side.YARDSTICK_INT8, theirs.get(INT8));
        }
      }
    }
  }

  private void rates(String name, Side side, JsonObject found) {
    copy(found, "sent" + per(), name + ": sentences/s", side);
    copy(found, "words" + per(), name + ": words/s", side);
    copy(found, "out_tok" + per(), name + ": subwords/s", side);
    copy(found, "p50_ms", name + ": p50 ms", side);
    copy(found, "p95_ms", name + ": p95 ms", side);
    copy(found, "p99_ms", name + ": p99 ms", side);
    copy(found, "gflop" + per(), name + ": GFLOP/s in products", side);
    copy(found, "rss_mb", name + ": memory MB", side);
  }

  private void judge(Optional<Yardsticks> peers, Path documents) throws IOException {
    for (String kind : List.of("one", "all")) {
      int used = kind.equals("one") ? 1 : threads;
      String name =
          Program.format(
              "sentiment, %s, %d threads",
              kind.equals("one") ? "a text at a time" : "20,000 texts", used);
      JsonObject ours =
          Program.run(
                  Program.java(
                      "dev.ieum.benchmarks.SentimentRun",
                      sentimentModel,
                      documents.toString(),
                      Integer.toString(used),
                      kind),
                  Map.of())
              .json();
      copy(ours, "docs" + per(), name + ": texts/s", Side.OURS);
      copy(ours, "p50_ms", name + ": p50 ms", Side.OURS);
      copy(ours, "p99_ms", name + ": p99 ms", Side.OURS);
      copy(ours, "rss_mb", name + ": memory MB", Side.OURS);
      if (peers.isPresent()) {
        Map<String, Double> theirs = peers.get().judge(used, 3);
        figures.add(name + ": texts/s", Side.YARDSTICK, theirs.get(kind));
        figures.add(name + ": memory MB", Side.YARDSTICK, theirs.get("rss_mb"));
        if (int8) {
          figures.add(name + ": texts/s", Side.YARDSTICK_INT8, theirs.get(INT8 + kind));
        }
      }
    }
  }

  private void train(Optional<Yardsticks> peers, Path out) throws IOException {
    List<String> command =
        new ArrayList<>(Program.java("dev.ieum.cli.Ieum", "train", "benchmarks/translation.yaml"));
    command.addAll(List.of("--threads", Integer.toString(threads)));
    command.addAll(List.of("--out", out.toString(), "--set", "data.dev-limit=1"));
    command.addAll(List.of("--set", "training.max-updates=" + updates));
    Program.Outcome ours = Program.run(command, Map.of());
    double rate = trainingRate(out);
    figures.add("training: target subwords/s", Side.OURS, rate);
    double operations =
        Operations.ofTraining(ModelBundle.open(ModelSource.of(out.resolve("model"))));
    figures.add("training: GFLOP/s in products", Side.OURS, rate * operations / 1e9);
    figures.add("training: memory MB", Side.OURS, ours.megabytes());
    if (peers.isPresent()) {
      figures.add(
          "training: target subwords/s", Side.YARDSTICK, peers.get().train(threads, trainSeconds));
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

  private void start(Path test) throws IOException {
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

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
