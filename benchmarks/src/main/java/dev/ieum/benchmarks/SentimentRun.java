package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that judges the texts of a file: MODEL FILE THREADS one|all. Prints a JSON object. */
final class SentimentRun {
  private static final int ALONE = 2_000;

  private SentimentRun() {}

  /** Judges everything to warm up, then again, and prints how that went. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(args[0]));
    boolean one = args[3].equals("one");
    List<String> all = Files.readAllLines(Path.of(args[1]));
    List<String> texts = one ? all.subList(0, Math.min(ALONE, all.size())) : all;
    JsonObject json = new JsonObject();
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, Integer.parseInt(args[2]))) {
      analyzer.accelerate(); // as it is after some hundred texts
      Stopwatch.warmUp(() -> judge(analyzer, texts, one, new Latencies(texts.size())));
      Latencies latencies = new Latencies(texts.size());
      Stopwatch stopwatch = new Stopwatch();
      judge(analyzer, texts, one, latencies);
      stopwatch.end(Integer.parseInt(args[2])).add(json, "docs", texts.size());
      if (one) {
        latencies.describe(json);
      }
    }
    System.out.println(json);
  }

  private static void judge(
      SentimentAnalyzer analyzer, List<String> texts, boolean one, Latencies latencies) {
    if (!one) {
      analyzer.analyze(texts);
      return;
    }
    for (String text : texts) {
      long begin = System.nanoTime();
      analyzer.analyze(text);
      latencies.add(System.nanoTime() - begin);
    }
  }
}
