package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.tokenizers.english.OpenNlpTokenizer;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The round trip and offset laws on whole corpora and a million random strings; shared threads. */
@Tag("slow")
class RoundTripMeasure {
  private static final int RANDOM_TEXTS = Integer.getInteger("tests.iters", 1_000_000);

  private static Map<String, ReversibleTokenizer> tokenizers() {
    Map<String, ReversibleTokenizer> tokenizers = new LinkedHashMap<>();
    NoriTokenizer nori = new NoriTokenizer();
    BpeTrainer trainer = new BpeTrainer();
    SharedData.column("koen/train.tsv.gz", 0).forEach(line -> trainer.add(line, nori));
    SharedData.column("koen/train.tsv.gz", 1)
        .forEach(line -> trainer.add(line, new OpenNlpTokenizer()));
    BpeModel model = trainer.train(8_000, 5);
    tokenizers.put("bpe in nori", new BpeTokenizer(nori, model));
    tokenizers.put("bpe in opennlp", new BpeTokenizer(new OpenNlpTokenizer(), model));
    for (WordKind kind : WordKind.values()) {
      tokenizers.put(kind.key(), kind.open());
    }
    return tokenizers;
  }

  private static List<String> corpora() {
    List<String> texts = new ArrayList<>();
    texts.addAll(SharedData.column("nsmc/train.tsv.gz", 1));
    texts.addAll(SharedData.column("nsmc/test.tsv.gz", 1));
    texts.addAll(SharedData.column("nsmc/raw_extra.tsv.gz", 1));
    for (String part : List.of("train", "dev", "test")) {
      texts.addAll(SharedData.column("koen/" + part + ".tsv.gz", 0));
      texts.addAll(SharedData.column("koen/" + part + ".tsv.gz", 1));
    }
    for (String extra : List.of("bible", "pydocs", "goemotions_mt", "korsts_other", "xnli_nc")) {
      texts.addAll(SharedData.column("koen/extra/" + extra + ".tsv.gz", 0));
      texts.addAll(SharedData.column("koen/extra/" + extra + ".tsv.gz", 1));
    }
    texts.addAll(SharedData.column("kote/dev.tsv.gz", 1));
    for (String file :
        List.of("train.en", "val.en", "test_2016_flickr.en", "test_2017_flickr.en")) {
      texts.addAll(SharedData.lines("multi30k/" + file + ".gz"));
    }
    for (String part : List.of("train", "dev", "test")) {
      texts.addAll(SharedData.column("goemotions/" + part + ".tsv.gz", 1));
      texts.addAll(SharedData.column("sst/sst2_" + part + ".tsv.gz", 1));
      texts.addAll(SharedData.column("sst/sst5_" + part + ".tsv.gz", 1));
    }
    texts.addAll(SharedData.column("chat/korean_chatbot.tsv.gz", 0));
    texts.addAll(SharedData.column("chat/korean_chatbot.tsv.gz", 1));
    for (String language : List.of("ko", "en")) {
      texts.addAll(SharedData.column("chat/personachat_" + language + ".tsv.gz", 2));
      texts.addAll(SharedData.column("chat/personachat_" + language + ".tsv.gz", 3));
    }
    for (String site : List.of("amazon_cells", "imdb", "yelp")) {
      texts.addAll(SharedData.column("uci_sentences/" + site + ".tsv.gz", 1));
    }
    for (String bank : List.of("ko_kaist", "ko_gsd", "en_ewt")) {
      for (String part : List.of("dev", "test")) {
        Treebank.read(bank + "-ud-" + part).forEach(sentence -> texts.add(sentence.text()));
      }
    }
    return texts;
  }

  @Test
  void tokenize_corpora_roundTripWithTrueOffsets() {
    Map<String, ReversibleTokenizer> tokenizers = tokenizers();
    List<String> texts = corpora();
    long characters = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      characters += text.length();
      assertLaws(tokenizers, text, "line " + i);
      report(
          i + 1, texts.size(), "lines, " + characters + " characters, of the corpora", tokenizers);
    }
  }

  /** Seeds 0 and up; OpenNLP's learned model, slower than all the rest, takes each twentieth. */
  @Test
  void tokenize_randomTexts_roundTripWithTrueOffsets() {
    Map<String, ReversibleTokenizer> tokenizers = tokenizers();
    Map<String, ReversibleTokenizer> quick = new LinkedHashMap<>(tokenizers);
    quick.remove(WordKind.ENGLISH.key());
    for (int seed = 0; seed < RANDOM_TEXTS; seed++) {
      String text = TokenizerContract.randomText(new Random(seed));
      assertLaws(seed % 20 == 0 ? tokenizers : quick, text, "seed " + seed);
      report(seed + 1, RANDOM_TEXTS, "random strings", tokenizers);
    }
  }

  private static void assertLaws(
      Map<String, ReversibleTokenizer> tokenizers, String text, String where) {
    String expected = TokenizerContract.expected(text);
    tokenizers.forEach(
        (name, tokenizer) -> {
          try {
            TokenizerContract.assertLaws(tokenizer, text, expected);
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(name + ", " + where, e);
          }
        });
  }

  @Test
  void tokenize_sixteenThreads_sameAsOne() throws Exception {
    List<String> texts = SharedData.column("nsmc/train.tsv.gz", 1).subList(0, 100_000);
    ReversibleTokenizer tokenizer = tokenizers().get("bpe in nori");
    List<List<Token>> alone = texts.stream().map(tokenizer::tokenize).toList();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        int first = thread;
        work.add(
            () -> {
              int compared = 0;
              // Each thread takes its own sixteenth, then a stretch that others take too.
              for (int i = first; i < texts.size(); i += 16) {
                assertEquals(alone.get(i), tokenizer.tokenize(texts.get(i)));
                compared++;
              }
              for (int i = 0; i < 2_000; i++) {
                assertEquals(alone.get(i), tokenizer.tokenize(texts.get(i)));
              }
              return compared;
            });
      }
      int compared = 0;
      for (Future<Integer> result : threads.invokeAll(work)) {
        compared += result.get();
      }
      assertEquals(100_000, compared);
      System.out.println("threads: 16 sharing one tokenizer, 100000 texts, all as one gives them");
    } finally {
      threads.shutdownNow();
    }
  }

  private static void report(int done, int of, String what, Map<String, ?> tokenizers) {
    if (done == of || done % 100_000 == 0) {
      System.out.printf(
          Locale.ROOT,
          "round trip: %d %s, no failure; %s%n",
          done,
          what,
          String.join(", ", tokenizers.keySet()));
    }
  }
}
