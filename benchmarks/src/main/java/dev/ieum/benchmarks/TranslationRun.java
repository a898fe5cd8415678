package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that translates a file: MODEL FILE BEAM THREADS one|all. Prints one JSON object. */
final class TranslationRun {
  private TranslationRun() {}

  /** Translates everything to warm up, then again, and prints how that went. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(args[0]));
    List<String> lines = Files.readAllLines(Path.of(args[1]));
    boolean one = args[4].equals("one");
    JsonObject json = new JsonObject();
    try (TextTranslator translator = TextTranslator.open(bundle, Integer.parseInt(args[3]))) {
      DecodingConfig decoding = translator.decoding().withBeamSize(Integer.parseInt(args[2]));
      Latencies latencies = new Latencies(lines.size());
      translator.accelerate(); // as it is after some hundred sentences
      Stopwatch.warmUp(
          () -> translate(translator, lines, decoding, one, new Latencies(lines.size())));
      Stopwatch stopwatch = new Stopwatch();
      List<Translation> translations = translate(translator, lines, decoding, one, latencies);
      Stopwatch.Rates rates = stopwatch.end(Integer.parseInt(args[3]));
      if (one) {
        latencies.describe(json);
      }
      describe(json, bundle, translations, decoding.beamSize(), rates);
    }
    System.out.println(json);
  }

  private static List<Translation> translate(
      TextTranslator translator,
      List<String> lines,
      DecodingConfig decoding,
      boolean one,
      Latencies latencies) {
    if (!one) {
      return translator.translate(lines, decoding);
    }
    List<Translation> translations = new ArrayList<>();
    for (String line : lines) {
      long begin = System.nanoTime();
      translations.addAll(translator.translate(List.of(line), decoding));
      latencies.add(System.nanoTime() - begin);
    }
    return translations;
  }

  private static void describe(
      JsonObject json, ModelBundle bundle, List<Translation> found, int beam, Stopwatch.Rates rates)
      throws IOException {
    TextCodec source = TextCodec.open(bundle, TranslationModel.SOURCE);
    TextCodec target = TextCodec.open(bundle, TranslationModel.TARGET);
    long read = 0;
    long written = 0;
    long words = 0;
    for (Translation translation : found) {
      read += source.encode(translation.source()).length + 1;
      written += target.encode(translation.text()).length + 1;
      words += Words.count(translation.text());
    }
    rates.add(json, "sent", found.size());
    rates.add(json, "out_tok", (double) written);
    rates.add(json, "words", (double) words);
    rates.add(json, "gflop", Operations.of(bundle).of(read, written * beam) / 1e9);
  }
}
