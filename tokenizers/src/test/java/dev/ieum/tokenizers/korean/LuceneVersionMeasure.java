package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.SharedData;
import dev.ieum.tokenizers.Treebank;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writes what this Lucene makes of 60,000 lines to {@code target/analysis-VERSION.txt}, particles
 * and endings undivided, so that two versions can be compared with {@code diff}.
 */
@Tag("slow")
class LuceneVersionMeasure {

  @Test
  void analyze_corpora_writesTheAnalysis() throws IOException {
    List<String> lines = new ArrayList<>(SharedData.column("nsmc/test.tsv.gz", 1));
    for (String bank : List.of("ko_kaist", "ko_gsd")) {
      Treebank.read(bank + "-ud-test").forEach(sentence -> lines.add(sentence.text()));
    }
    lines.addAll(SharedData.column("koen/test.tsv.gz", 0));
    KoreanMorphology morphology = new KoreanMorphology();
    Path target = Path.of("target", "analysis-" + Version.LATEST + ".txt");
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(target, StandardCharsets.UTF_8))) {
      for (String line : lines) {
        out.println(
            morphology.analyze(line).stream()
                .flatMap(eojeol -> eojeol.morphemes().stream())
                .map(m -> m.surface() + "/" + m.tags().replaceAll("\\b([EJ])[A-Z]+", "$1"))
                .collect(Collectors.joining(" ")));
      }
    }
    System.out.println("lucene: wrote " + lines.size() + " lines to " + target);
  }
}
