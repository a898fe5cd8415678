package dev.ieum.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How time and memory grow, as plots and as a table. */
@Command(
    name = "benchmarks/run growth",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how time and memory grow with corpus, sentence, beam and vocabulary, and draws it.",
      "IEUM_DATA names the directory of corpora. The program is run by ./ieum."
    })
final class Growth implements Callable<Integer> {

  @Option(names = "--out", description = "Directory of the plots. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("docs", "growth");

  @Option(
      names = "--scale",
      defaultValue = "1000",
      description = "Lines of the smallest corpus. Default: ${DEFAULT-VALUE}.")
  private int scale;

  private record Grown(double size, double milliseconds, double megabytes) {}

  /** Runs it and ends the Java machine. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Growth()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path data = Path.of(System.getenv().getOrDefault("IEUM_DATA", "."));
    Path work = Files.createTempDirectory("ieum-growth");
    Path test =
        Files.write(
            work.resolve("test.en"),
            Samples.unpack(data.resolve("multi30k/test_2016_flickr.en.gz")));
    List<String> reviews =
        Samples.unpack(data.resolve("nsmc/test.tsv.gz")).stream()
            .skip(1)
            .map(line -> line.split("\t", -1)[1])
            .toList();
    Files.createDirectories(out);

    List<Integer> lines = List.of(scale, 10 * scale, 100 * scale);
    List<String> translate = List.of("translate", "--model", "translation-en-de", "--beam", "1");
    List<Grown> translated = corpora(work, Files.readAllLines(test), lines, translate);
    List<Grown> judged = corpora(work, reviews, lines, List.of("sentiment", "--format", "jsonl"));
    plot("corpus", "lines", 1e3, "s", Map.of("translate, greedy", translated, "sentiment", judged));

    List<Integer> lengths = List.of(10, 25, 50, 100, 200, 400);
    List<Grown> length = points("length", lengths, test.toString());
    plot("length", "subwords in a sentence", 1, "ms", Map.of("translate, beam 5", length));

    List<Integer> beams = List.of(1, 2, 5, 10, 20);
    List<Grown> whole = points("beam", beams, test.toString());
    List<Grown> pruned = points("pruned", beams, test.toString());
    plot("beam", "beam", 1, "ms a sentence", Map.of("whole beam", whole, "pruned", pruned));

    List<Integer> vocabularies = List.of(1000, 4000, 16_000, 64_000);
    List<Grown> all = points("vocabulary", vocabularies);
    List<Grown> listed = points("shortlist", vocabularies);
    plot("vocabulary", "subwords known", 1, "ms a step", Map.of("all scored", all, "500", listed));
    return 0;
  }

  private static List<Grown> corpora(
      Path work, List<String> lines, List<Integer> sizes, List<String> arguments)
      throws IOException {
    List<Grown> grown = new ArrayList<>();
    for (int size : sizes) {
      List<String> corpus = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        corpus.add(lines.get(i % lines.size()));
      }
      List<String> command = new ArrayList<>(List.of("./ieum"));
      command.addAll(arguments);
      command.add(Files.write(work.resolve("corpus"), corpus).toString());
      Program.Outcome outcome = Program.run(command, Map.of());
      if (outcome.lines().size() != size) {
        throw new IOException("lines out = " + outcome.lines().size() + "; expected: " + size);
      }
      grown.add(new Grown(size, outcome.seconds() * 1e3, outcome.megabytes()));
    }
    return grown;
  }

  private static List<Grown> points(String kind, List<Integer> sizes, String... more)
      throws IOException {
    List<Grown> grown = new ArrayList<>();
    for (int size : sizes) {
      List<String> arguments = new ArrayList<>(List.of(kind, Integer.toString(size)));
      arguments.addAll(List.of(more));
      Program.Outcome outcome =
          Program.run(
              Program.java("dev.ieum.benchmarks.GrowthRun", arguments.toArray(String[]::new)),
              Map.of());
      grown.add(new Grown(size, outcome.json().get("ms").getAsDouble(), outcome.megabytes()));
    }
    return grown;
  }

  private void plot(
      String name, String across, double divisor, String unit, Map<String, List<Grown>> kinds)
      throws IOException {
    String title = Program.format("Growth with %s", across);
    draw(name + "-time.svg", title, across, unit, kinds, g -> g.milliseconds() / divisor);
    draw(name + "-memory.svg", title, across, "MB resident", kinds, Grown::megabytes);
    kinds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            kind -> {
              for (Grown g : kind.getValue()) {
                System.out.println(
                    Program.format(
                        "| %s | %s | %,.0f | %.3g %s | %.0f MB |",
                        name,
                        kind.getKey(),
                        g.size(),
                        g.milliseconds() / divisor,
                        unit,
                        g.megabytes()));
              }
            });
  }

  private void draw(
      String file,
      String title,
      String across,
      String up,
      Map<String, List<Grown>> kinds,
      ToDoubleFunction<Grown> number)
      throws IOException {
    LinePlot plot = new LinePlot(title, across, up);
    kinds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            kind ->
                plot.add(
                    kind.getKey(),
                    kind.getValue().stream()
                        .map(g -> new LinePlot.Point(g.size(), number.applyAsDouble(g)))
                        .toList()));
    Files.writeString(out.resolve(file), plot.svg());
  }
}
