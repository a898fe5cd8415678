package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long 8,000 merges take on the Korean half of a translation corpus, and what they hold. */
@Tag("slow")
class BpeTrainingMeasure {

  @Test
  void train_eightThousandMerges() {
    List<String> lines = SharedData.column("koen/train.tsv.gz", 0);
    NoriTokenizer nori = new NoriTokenizer();
    long start = System.nanoTime();
    BpeTrainer trainer = new BpeTrainer();
    lines.forEach(line -> trainer.add(line, nori));
    long counted = System.nanoTime();
    int characters = trainer.train(256 + 20_000, 2).alphabet().size();
    long warm = System.nanoTime();
    BpeModel model = trainer.train(256 + characters + 8_000, 2);
    long trained = System.nanoTime();
    assertTrue(model.merges().size() >= 8_000);
    System.out.printf(
        Locale.ROOT,
        "BPE training: %d lines, %d distinct words; counting %.1f s; %d merges %.1f s; heap in use"
            + " %d MB%n",
        lines.size(),
        trainer.distinctWords(),
        (counted - start) / 1e9,
        model.merges().size(),
        (trained - warm) / 1e9,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    BpeTokenizer tokenizer = new BpeTokenizer(nori, model);
    long pieces = 0;
    start = System.nanoTime();
    for (String line : lines) {
      List<Token> tokens = tokenizer.tokenize(line);
      pieces += tokens.size();
      assertEquals(
          TokenizerContract.expected(line), tokenizer.detokenize(TokenizerContract.texts(tokens)));
    }
    System.out.printf(
        Locale.ROOT,
        "BPE over the same lines: %d pieces, %.1f a line, %.1f s with the round trip%n",
        pieces,
        (double) pieces / lines.size(),
        (System.nanoTime() - start) / 1e9);
  }
}
