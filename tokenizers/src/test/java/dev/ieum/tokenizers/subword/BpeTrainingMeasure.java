package dev.ieum.tokenizers.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.SharedData;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What 8,000 merges cost on the Korean half of a translation corpus: CPU time, for the machine may
 * be busy with other work, and the most memory that the process ever held.
 */
@Tag("slow")
class BpeTrainingMeasure {

  @Test
  void train_eightThousandMerges() {
    List<String> lines = SharedData.column("koen/train.tsv.gz", 0);
    NoriTokenizer nori = new NoriTokenizer();
    double start = cpu();
    BpeTrainer trainer = new BpeTrainer();
    lines.forEach(line -> trainer.add(line, nori));
    double counted = cpu();
    int characters = trainer.train(256 + 20_000, 2).alphabet().size();
    double warm = cpu();
    BpeModel model = trainer.train(256 + characters + 8_000, 2);
    double trained = cpu();
    assertTrue(model.merges().size() >= 8_000);
    System.out.printf(
        Locale.ROOT,
        "BPE training: %d lines, %d distinct words; counting %.1f CPU s; %d merges %.1f CPU s;"
            + " memory %s%n",
        lines.size(),
        trainer.distinctWords(),
        (counted - start),
        model.merges().size(),
        (trained - warm),
        peakMemory());
    BpeTokenizer tokenizer = new BpeTokenizer(nori, model);
    long pieces = 0;
    start = cpu();
    for (String line : lines) {
      List<Token> tokens = tokenizer.tokenize(line);
      pieces += tokens.size();
      assertEquals(
          TokenizerContract.expected(line), tokenizer.detokenize(TokenizerContract.texts(tokens)));
    }
    System.out.printf(
        Locale.ROOT,
        "BPE over the same lines: %d pieces, %.1f a line, %.1f CPU s with the round trip%n",
        pieces,
        (double) pieces / lines.size(),
        (cpu() - start));
  }

  private static double cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  /** The process's peak resident set where the platform tells, else the heap in use. */
  private static String peakMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElseThrow();
      return "at most " + peak.replaceAll("\\D+(\\d+) kB", "$1 kB");
    } catch (IOException e) {
      Runtime runtime = Runtime.getRuntime();
      return "now " + (runtime.totalMemory() - runtime.freeMemory()) / 1024 + " kB of heap";
    }
  }
}
