package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scripts {@code torch_seq2seq.py}, {@code torch_sentiment.py} and {@code
 * sentiment_shallow.py}, which are no part of this project. Each prints one JSON object. Not
 * thread-safe: it remembers which batches were best.
 *
 * @param scripts the directory that holds them
 * @param python the Python that runs them
 * @param translationData what {@code prep_multi30k.py} made
 * @param translationModel weights that {@code torch_seq2seq.py --save} wrote
 * @param sentimentData NSMC, {@code ratings_train.txt} and {@code ratings_test.txt}
 * @param int8 whether their 8-bit form runs too
 * @param per what ends the names of rates: {@code "_s"} or {@code "_cpu_s"}
 */
record Yardsticks(
    Path scripts,
    String python,
    Path translationData,
    Path translationModel,
    Path sentimentData,
    boolean int8,
    String per,
    Map<String, String> bestBatch) {

  Yardsticks(
      Path scripts,
      String python,
      Path translationData,
      Path translationModel,
      Path sentimentData,
      boolean int8,
      String per) {
    this(
        scripts,
        python,
        translationData,
        translationModel,
        sentimentData,
        int8,
        per,
        new HashMap<>());
  }

  private Program.Outcome run(String script, Path data, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python, scripts.resolve(script).toString(), data.toString()));
    command.addAll(options);
    return Program.run(command, Map.of());
  }

  /** Trains for some seconds; returns target tokens a second. */
  double train(int threads, int seconds) throws IOException {
    List<String> options =
        List.of("--seconds", Integer.toString(seconds), "--threads", Integer.toString(threads));
    return run("torch_seq2seq.py", translationData, options)
        .json()
        .get("train_tgt_tok" + per)
        .getAsDouble();
  }

  /**
   * Translates the test set, in the batches given at first, then in the best of them.
   *
   * @param limit sentences; 0 for all
   * @return by {@code ""} and {@code "int8_"}, what the best batch gave
   */
  Map<String, JsonObject> translate(int beam, int threads, int limit, String batches)
      throws IOException {
    String key = beam + " " + limit;
    Path texts = Files.createTempDirectory("yardstick");
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--seconds", "0", "--load", translationModel.toString(), "--decode"));
    options.addAll(List.of("--beams", Integer.toString(beam)));
    options.addAll(List.of("--decode-batch", bestBatch.getOrDefault(key, batches)));
    options.addAll(List.of("--threads", Integer.toString(threads)));
    options.addAll(List.of("--limit", Integer.toString(limit)));
    options.addAll(List.of("--hyp-out", texts.resolve("out").toString()));
    if (int8) {
      options.add("--int8");
    }
    JsonObject all = run("torch_seq2seq.py", translationData, options).json();
    Map<String, JsonObject> best = new HashMap<>();
    List<String> kept = new ArrayList<>();
    for (String form : int8 ? List.of("", "int8_") : List.of("")) {
      String tag = best(all, form + (beam == 1 ? "greedy" : "beam" + beam) + "_b", "sent" + per);
      JsonObject found = all.getAsJsonObject(tag);
      double words = words(texts, tag);
      found.addProperty("words" + per, found.get("sent" + per).getAsDouble() * words);
      found.addProperty("rss_mb", all.get("rss_mb").getAsDouble());
      best.put(form, found);
      String batch = tag.substring(tag.lastIndexOf("_b") + 2);
      if (!kept.contains(batch)) {
        kept.add(batch);
      }
    }
    bestBatch.putIfAbsent(key, String.join(",", kept));
    return best;
  }

  private static String best(JsonObject all, String prefix, String rate) {
    return all.keySet().stream()
        .filter(tag -> tag.startsWith(prefix))
        .max(
            (a, b) ->
                Double.compare(
                    all.getAsJsonObject(a).get(rate).getAsDouble(),
                    all.getAsJsonObject(b).get(rate).getAsDouble()))
        .orElseThrow(() -> new IllegalStateException("the yardstick printed no " + prefix));
  }

  private static double words(Path texts, String tag) throws IOException {
    List<String> lines = Files.readAllLines(texts.resolve("out." + tag));
    return lines.stream().mapToInt(Words::count).average().orElse(0);
  }

  /**
   * Trains fastText on characters, if it is installed, and judges on one thread.
   *
   * @return texts a second of processor time
   */
  Optional<Double> fastText() throws IOException {
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "fasttext")));
    if (!installed || !Files.exists(scripts.resolve("sentiment_shallow.py"))) {
      return Optional.empty();
    }
    String work = Files.createTempDirectory("yardstick").toString();
    List<String> options =
        List.of(work, "--only", "ft", "--configs", "-dim 16 -epoch 5 -lr 0.3 -minn 1 -maxn 4");
    return Optional.of(
        run("sentiment_shallow.py", sentimentData, options)
            .json()
            .get("predict_docs_cpu_s")
            .getAsDouble());
  }

  /**
   * Trains shortly, then judges.
   *
   * @return by form and kind ({@code "one"}, {@code "all"}, {@code "int8_one"} …) documents a
   *     second
   */
  Map<String, Double> judge(int threads, int seconds) throws IOException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--tokens", "char", "--seconds", Integer.toString(seconds)));
    options.addAll(List.of("--threads", Integer.toString(threads)));
    options.addAll(
        List.of("--infer-batch", bestBatch.getOrDefault("judge " + threads, "1,64,256")));
    if (int8) {
      options.add("--int8");
    }
    JsonObject all = run("torch_sentiment.py", sentimentData, options).json();
    Map<String, Double> rates = new HashMap<>();
    for (String form : int8 ? List.of("", "int8_") : List.of("")) {
      rates.put(
          form + "one", all.getAsJsonObject(form + "infer_b1").get("docs" + per).getAsDouble());
      String tag = best(all, form + "infer_b", "docs" + per);
      rates.put(form + "all", all.getAsJsonObject(tag).get("docs" + per).getAsDouble());
    }
    rates.put("rss_mb", all.get("rss_mb").getAsDouble());
    return rates;
  }
}
