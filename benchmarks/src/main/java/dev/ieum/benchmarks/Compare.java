package dev.ieum.benchmarks;

import dev.ieum.benchmarks.CompareOptions.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private CompareOptions options;

  /** Runs it and ends the Java machine. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Compare()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Optional<Yardsticks> peers = options.yardsticks();
    Figures figures = new Figures();
    Cases cases = new Cases(options, peers, figures);
    Path work = Files.createTempDirectory("ieum-benchmarks");
    Path test = Samples.test(work);
    Path first = Samples.head(test, options.sentences, work.resolve("first.en"));
    Path documents = options.cases.contains(Case.SENTIMENT) ? Samples.documents(work) : work;
    for (int round = 1; round <= options.rounds; round++) {
      for (Case kind : options.cases) {
        System.err.println(Program.format("round %d of %d: %s", round, options.rounds, kind));
        switch (kind) {
          case LIMIT -> cases.limit();
          case ONE -> cases.translate(first, "one");
          case ALL -> cases.translate(test, "all");
          case SENTIMENT -> cases.judge(documents);
          case TRAIN -> cases.train(work.resolve("train" + round));
          case START -> cases.start(test);
        }
      }
    }
    System.out.println(
        Program.format(
            "%d rounds; medians (least–greatest); rates by %s; %s, %d processors, Java %s",
            options.rounds,
            options.cpu ? "processor time, times threads" : "the clock",
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
