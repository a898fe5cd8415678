package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every figure, text and signature of sacreBLEU 2.6.0's golden cases. */
class SacreBleuGoldenTest {
  /** The order of the figures in scores.json. */
  private static final List<MetricKind> KINDS =
      List.of(
          MetricKind.BLEU,
          MetricKind.BLEU_LC,
          MetricKind.BLEU_CHAR,
          MetricKind.BLEU_NONE,
          MetricKind.BLEU_INTL,
          MetricKind.CHRF,
          MetricKind.CHRF_PLUS_PLUS,
          MetricKind.CHRF_LC);

  @Test
  void corpusAndSentence_committedCases_equalSacreBleu() throws IOException {
    checkAll(Path.of("src/test/resources/golden/sacrebleu"), 3);
  }

  @Test
  void corpusAndSentence_sharedCases_equalSacreBleu() throws IOException {
    Path directory = repository().resolveSibling("shared").resolve("golden/sacrebleu");
    assumeTrue(Files.isDirectory(directory), "shared golden cases are not on this machine");
    checkAll(directory, 9);
  }

  private static Path repository() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static void checkAll(Path directory, int cases) throws IOException {
    JsonObject scores =
        JsonParser.parseString(Files.readString(directory.resolve("scores.json")))
            .getAsJsonObject();
    assertTrue(scores.size() >= cases, "only " + scores.keySet());
    for (String name : scores.keySet()) {
      List<String> hypotheses = Files.readAllLines(directory.resolve(name + ".hyp"));
      List<String> references = Files.readAllLines(directory.resolve(name + ".ref"));
      JsonArray expected = scores.getAsJsonArray(name);
      for (int i = 0; i < KINDS.size(); i++) {
        checkCorpus(
            name, KINDS.get(i).metric(), expected.get(i).getAsJsonObject(), hypotheses, references);
      }
      checkSentences(name, expected.get(KINDS.size()).getAsJsonObject(), hypotheses, references);
    }
  }

  private static void checkCorpus(
      String name,
      Metric metric,
      JsonObject expected,
      List<String> hypotheses,
      List<String> references) {
    Score score = metric.corpus(hypotheses, references);
    String where = name + " " + metric.signature();
    assertEquals(expected.get("score").getAsDouble(), score.value(), 1e-6, where);
    assertEquals(expected.get("text").getAsString(), score.text(), where);
    assertEquals(
        metric.name() + "|" + expected.get("signature").getAsString().replaceAll("version:.*", ""),
        score.signature().replaceAll("version:.*", ""),
        where);
  }

  private static void checkSentences(
      String name, JsonObject expected, List<String> hypotheses, List<String> references) {
    Bleu bleu = new Bleu(Bleu.Tokenizer.MTEVAL_13A, false, Bleu.Smoothing.EXP, 0, true);
    ChrF chrF = new ChrF(0, false);
    int line = 0;
    for (JsonElement value : expected.getAsJsonArray("sentence_bleu_effective_order")) {
      assertEquals(
          value.getAsDouble(),
          bleu.sentence(hypotheses.get(line), references.get(line)).value(),
          1e-6,
          name + " BLEU of line " + line);
      line++;
    }
    line = 0;
    for (JsonElement value : expected.getAsJsonArray("sentence_chrf")) {
      assertEquals(
          value.getAsDouble(),
          chrF.sentence(hypotheses.get(line), references.get(line)).value(),
          1e-6,
          name + " chrF of line " + line);
      line++;
    }
  }
}
