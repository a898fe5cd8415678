package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.SharedData;
import dev.ieum.tokenizers.Treebank;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Spacing of text whose spaces were taken out: F1 of spaces at syllable level, and of eojeols.
 *
 * <p>{@code -Dspacing.write=FILE} trains the model again and writes it, gzipped.
 */
@Tag("slow")
class SpacingMeasure {
  /** Sources whose licence is free of share-alike terms. */
  private static final Set<String> SOURCES =
      Set.of("xpersona", "tatoeba", "pawsx", "chatterbot", "storybooks");

  @Test
  void restore_textWithoutSpaces() {
    SpacingRestorer restorer = SpacingRestorer.resetting();
    for (String part : List.of("dev", "test")) {
      for (String bank : List.of("ko_kaist", "ko_gsd")) {
        List<String> lines =
            Treebank.read(bank + "-ud-" + part).stream().map(Treebank.Sentence::text).toList();
        measure(bank + " " + part, restorer, lines);
      }
      List<String> everyday =
          SharedData.lines("koen/" + part + ".tsv.gz").stream()
              .map(line -> line.split("\t", -1))
              .filter(columns -> Set.of("tatoeba", "xpersona").contains(columns[2]))
              .map(columns -> columns[0])
              .toList();
      measure("tatoeba, xpersona " + part, restorer, everyday);
    }
    System.out.println("spacing: " + restorer.normalize("아버지가방에들어가신다"));
    System.out.println("spacing: " + restorer.normalize("오늘날씨가너무좋아서공원에서산책을했어요"));
  }

  @Test
  void train() throws IOException {
    String target = System.getProperty("spacing.write", "");
    if (target.isEmpty()) {
      return;
    }
    SpacingTrainer trainer = new SpacingTrainer();
    List<String> lines = new ArrayList<>();
    for (String line : SharedData.lines("koen/train.tsv.gz")) {
      String[] columns = line.split("\t", -1);
      if (SOURCES.contains(columns[2])) {
        lines.add(columns[0]);
      }
    }
    lines.addAll(SharedData.column("koen/extra/pydocs.tsv.gz", 0));
    lines.addAll(SharedData.column("chat/korean_chatbot.tsv.gz", 0));
    lines.addAll(SharedData.column("chat/korean_chatbot.tsv.gz", 1));
    lines.forEach(trainer::add);
    SpacingModel model = trainer.train(Integer.getInteger("spacing.epochs", 4), 1);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(target)))) {
      model.write(out);
    }
    System.out.printf(
        Locale.ROOT,
        "spacing: learnt from %d lines, %d bytes%n",
        lines.size(),
        Files.size(Path.of(target)));
    for (String bank : List.of("ko_kaist", "ko_gsd")) {
      measure(
          "dev " + bank,
          new SpacingRestorer(model, false),
          Treebank.read(bank + "-ud-dev").stream().map(Treebank.Sentence::text).toList());
    }
  }

  private static void measure(String name, SpacingRestorer restorer, List<String> lines) {
    long gold = 0;
    long found = 0;
    long right = 0;
    long places = 0;
    long same = 0;
    long goldWords = 0;
    long foundWords = 0;
    long rightWords = 0;
    for (String line : lines) {
      String text = TextNormalizer.standard().normalize(line).text();
      String restored = restorer.normalize(text.replace(" ", "")).text();
      boolean[] expected = spaces(text);
      boolean[] actual = spaces(restored);
      boolean open = true;
      for (int i = 1; i <= expected.length; i++) {
        boolean end = i == expected.length;
        boolean e = end || expected[i];
        boolean a = end || actual[i];
        if (!end) {
          places++;
          gold += e ? 1 : 0;
          found += a ? 1 : 0;
          right += a && e ? 1 : 0;
          same += a == e ? 1 : 0;
        }
        goldWords += e ? 1 : 0;
        foundWords += a ? 1 : 0;
        rightWords += e && a && open ? 1 : 0;
        open = (e || a) ? e && a : open;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "spacing: %-24s %d places, accuracy %.2f %%, F1 of spaces %.2f %%, F1 of eojeols %.2f %%%n",
        name,
        places,
        100.0 * same / places,
        200.0 * right / (gold + found),
        200.0 * rightWords / (goldWords + foundWords));
  }

  private static boolean[] spaces(String text) {
    boolean[] spaces = new boolean[text.replace(" ", "").length()];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ') {
        spaces[at] = true;
      } else {
        at++;
      }
    }
    return spaces;
  }
}
