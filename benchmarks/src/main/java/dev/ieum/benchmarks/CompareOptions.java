package dev.ieum.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is to be compared, and with what. Filled by picocli. */
final class CompareOptions {

  /** What can be measured. */
  enum Case {
    LIMIT,
    ONE,
    ALL,
    SENTIMENT,
    TRAIN,
    START
  }

  @Option(names = "--cases", split = ",", description = "Of ${COMPLETION-CANDIDATES}; default all.")
  List<Case> cases = List.of(Case.values());

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Of whole sets. Default: ${DEFAULT-VALUE}.")
  int threads;

  @Option(names = "--model", description = "Of benchmarks/translation.yaml.")
  String model = "runs/bench-translation/model";

  @Option(names = "--sentiment-model", description = "Of benchmarks/sentiment.yaml.")
  String sentimentModel = "runs/bench-sentiment/model";

  @Option(names = "--peer-data", description = "What prep_multi30k.py made.")
  Path peerData = Path.of("runs/peers/multi30k");

  @Option(names = "--peer-model", description = "What torch_seq2seq.py --save wrote.")
  Path peerModel = Path.of("runs/peers/model.pt");

  @Option(names = "--peer-nsmc", description = "NSMC's ratings_train.txt and ratings_test.txt.")
  Path peerNsmc = Path.of("runs/peers/nsmc");

  @Option(names = "--peer-batches", description = "Batches that the yardstick may choose from.")
  String batches = "32,64,128,256";

  @Option(names = "--int8", description = "The yardsticks' 8-bit forms, too.")
  boolean int8;

  @Option(
      names = "--sentences",
      defaultValue = "300",
      description = "One at a time. Default: ${DEFAULT-VALUE}.")
  int sentences;

  @Option(
      names = "--updates",
      defaultValue = "40",
      description = "Of training. Default: ${DEFAULT-VALUE}.")
  int updates;

  @Option(
      names = "--train-seconds",
      defaultValue = "60",
      description = "Default: ${DEFAULT-VALUE}.")
  int trainSeconds;

  @Option(
      names = "--cpu",
      description = "Rates by processor time, on a machine that others use; latencies stay.")
  boolean cpu;

  /** Returns the yardsticks, if IEUM_PEERS names their directory. */
  Optional<Yardsticks> yardsticks() {
    Map<String, String> environment = System.getenv();
    String scripts = environment.getOrDefault("IEUM_PEERS", "");
    if (scripts.isEmpty() || !Files.exists(Path.of(scripts, "torch_seq2seq.py"))) {
      return Optional.empty();
    }
    String python = environment.getOrDefault("IEUM_PYTHON", "python3");
    return Optional.of(
        new Yardsticks(Path.of(scripts), python, peerData, peerModel, peerNsmc, int8, per()));
  }

  /** Returns what ends the names of rates. */
  String per() {
    return cpu ? "_cpu_s" : "_s";
  }
}
