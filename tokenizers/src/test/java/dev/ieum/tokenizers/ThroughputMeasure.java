package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Characters of review text a CPU second, one thread, the works taking turns; and whether subwords
 * cost as much for each character of a long line, or word, as of a short one.
 *
 * <p>For machines that are never idle; the benchmark under src/bench is for those that are.
 */
@Tag("slow")
class ThroughputMeasure {
  private static final int ROUNDS = Integer.getInteger("tests.rounds", 31);
  private static final int KILOBYTE = 1_000;
  private static final int MEGABYTE = 1_000_000;

  @Test
  void work_ofEachKind_charactersACpuSecond() {
    List<String> reviews = SharedData.column("nsmc/train.tsv.gz", 1);
    NoriTokenizer nori = new NoriTokenizer();
    BpeTrainer trainer = new BpeTrainer();
    reviews.subList(0, 20_000).forEach(line -> trainer.add(line, nori));
    BpeModel model = trainer.train(8_000, 2);
    BpeTokenizer bpe = new BpeTokenizer(nori, model);
    BpeTokenizer bpeOfWords = new BpeTokenizer(new WhitespaceTokenizer(), model);
    KoreanMorphology morphology = new KoreanMorphology();
    List<String> lines = reviews.subList(50_000, 52_000);
    List<List<String>> tokens =
        lines.stream().map(line -> TokenizerContract.texts(bpe.tokenize(line))).toList();
    long characters = lines.stream().mapToLong(String::length).sum();

    Map<String, Runnable> works = new LinkedHashMap<>();
    works.put("NoriTokenizer", () -> lines.forEach(nori::tokenize));
    works.put("KoreanMorphology", () -> lines.forEach(morphology::analyze));
    works.put("BpeTokenizer in morphemes", () -> lines.forEach(bpe::tokenize));
    works.put("BpeTokenizer in words", () -> lines.forEach(bpeOfWords::tokenize));
    works.put("detokenize", () -> tokens.forEach(bpe::detokenize));
    Map<String, Double> times = medians(works);
    times.forEach((name, time) -> print(name, characters / time));
  }

  @Test
  void subwords_ofLongLinesAndWords_costAsMuchForEachCharacter() {
    List<String> reviews = SharedData.column("nsmc/train.tsv.gz", 1);
    BpeTrainer trainer = new BpeTrainer();
    reviews.subList(0, 20_000).forEach(line -> trainer.add(line, new WhitespaceTokenizer()));
    BpeTokenizer bpe = new BpeTokenizer(new WhitespaceTokenizer(), trainer.train(8_000, 2));
    String all = String.join(" ", reviews);
    String word = all.replace(" ", "").substring(0, MEGABYTE);
    String line = all.substring(0, MEGABYTE);
    Map<String, Runnable> works = new LinkedHashMap<>();
    for (Map.Entry<String, String> text : Map.of("line", line, "word", word).entrySet()) {
      works.put(text.getKey() + " of 1 MB", () -> bpe.tokenize(text.getValue()));
      works.put(
          text.getKey() + " of 1 KB",
          () -> {
            for (int begin = 0; begin < MEGABYTE; begin += KILOBYTE) {
              bpe.tokenize(text.getValue().substring(begin, begin + KILOBYTE));
            }
          });
    }
    Map<String, Double> times = medians(works);
    times.forEach((name, time) -> print(name, MEGABYTE / time));
    for (String kind : List.of("line", "word")) {
      double ratio = times.get(kind + " of 1 MB") / times.get(kind + " of 1 KB");
      // n log n steps, and caches that a megabyte does not fit into.
      assertTrue(ratio < 4, () -> kind + ": " + ratio + " times as long for each character");
    }
  }

  private static Map<String, Double> medians(Map<String, Runnable> works) {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int round = -ROUNDS / 2; round < ROUNDS; round++) {
      for (Map.Entry<String, Runnable> work : works.entrySet()) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.getValue().run();
        long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (round >= 0) {
          times.computeIfAbsent(work.getKey(), key -> new ArrayList<>()).add(time / 1e9);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    times.forEach(
        (name, all) -> {
          double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
          Arrays.sort(sorted);
          medians.put(name, sorted[sorted.length / 2]);
        });
    return medians;
  }

  private static void print(String name, double charactersASecond) {
    System.out.printf(
        Locale.ROOT, "throughput: %-26s %,.0f characters a CPU second%n", name, charactersASecond);
  }
}
