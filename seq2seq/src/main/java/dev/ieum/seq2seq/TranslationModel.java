package dev.ieum.seq2seq;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.answer.AnswerMemory;
import dev.ieum.seq2seq.inference.BeamSearch;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.inference.EncoderDecoder;
import dev.ieum.seq2seq.inference.RepetitionLimit;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.seq2seq.model.TranslationShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A translation bundle made ready to run: codecs, settings and network. Thread-safe.
 *
 * @param source text to ids
 * @param target ids to text
 * @param network what the bundle's weights make
 * @param shortlist which target tokens a source may become, where the bundle says so
 * @param memory answers that it knows by heart, where it was trained to keep them
 * @param decoding its own settings of the search
 * @param answers whether source and target are one language: lines are answered, not translated
 */
public record TranslationModel(
    TextCodec source,
    TextCodec target,
    EncoderDecoder network,
    Optional<Shortlist> shortlist,
    Optional<AnswerMemory> memory,
    DecodingConfig decoding,
    boolean answers) {
  private static final String MEMORY = "memory";

  /** A role of tokenizers and vocabularies in a bundle. */
  public static final String SOURCE = "source";

  /** A role of tokenizers and vocabularies in a bundle. */
  public static final String TARGET = "target";

  /** A role of tokenizers and vocabularies in a bundle. */
  public static final String SHARED = TextCodec.SHARED;

  /**
   * Reads a bundle.
   *
   * @param format of the network's weights
   * @throws ModelBundleException when the bundle is of another task or contradicts itself
   */
  public static TranslationModel open(ModelBundle bundle, WeightFormat format) throws IOException {
    bundle.requireTask(ModelTask.TRANSLATION);
    boolean answers = answers(bundle.manifest().languages());
    boolean shared = bundle.manifest().vocabularies().containsKey(SHARED);
    TextCodec source = TextCodec.open(bundle, SOURCE);
    TextCodec target = TextCodec.open(bundle, TARGET);
    Optional<Shortlist> shortlist = shortlist(bundle, source, target);
    Weights weights = new Weights(bundle.weights());
    return bundle.network(
        settings -> {
          TranslationShape shape =
              TranslationShape.read(
                  settings, source.vocabulary().size(), target.vocabulary().size(), shared);
          Optional<AnswerMemory> memory =
              settings.has(MEMORY)
                  ? Optional.of(memory(bundle, settings.section(MEMORY)))
                  : Optional.empty();
          DecodingConfig decoding = settings.section("decoding").read(DecodingConfig.class);
          EncoderDecoder network = new EncoderDecoder(weights, shape, format);
          return new TranslationModel(
              source,
              target,
              network,
              shortlist,
              memory,
              answers ? decoding.withRawText().withFullVocabulary() : decoding,
              answers);
        });
  }

  /**
   * Says whether a model of these languages answers instead of translating: what its target says is
   * not what its source says, so nothing is carried over, no token is unlikely from the outset, and
   * lines go in as they are.
   *
   * @param languages source and target
   */
  public static boolean answers(List<String> languages) {
    return languages.size() == 2 && languages.get(0).equals(languages.get(1));
  }

  /** Returns a search with this model. */
  BeamSearch search(DecodingConfig config, boolean withAttention, RepetitionLimit limit) {
    return new BeamSearch(
        network,
        config.fullVocabulary() ? Optional.empty() : shortlist,
        config,
        withAttention,
        Optional.of(limit));
  }

  private static Optional<Shortlist> shortlist(
      ModelBundle bundle, TextCodec source, TextCodec target) throws IOException {
    if (!bundle.manifest().files().containsKey(Shortlist.FILE)) {
      return Optional.empty();
    }
    try (BufferedReader file = bundle.text(Shortlist.FILE)) {
      return Optional.of(
          Shortlist.read(file, source.vocabulary().size(), target.vocabulary().size()));
    }
  }

  private static AnswerMemory memory(ModelBundle bundle, Settings settings) {
    AnswerMemory.Weighting weighting = settings.read(AnswerMemory.Weighting.class);
    try (BufferedReader file = bundle.text(AnswerMemory.FILE)) {
      return AnswerMemory.read(file, weighting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(bundle.source() + ": " + e.getMessage(), e);
    }
  }

  /** Returns what {@link #open} reads back as the network's settings. */
  public static JsonObject settings(
      NetworkConfig network, DecodingConfig decoding, Optional<AnswerMemory> memory) {
    JsonObject json = Settings.toJson(network);
    memory.ifPresent(of -> json.add(MEMORY, Settings.toJson(of.weighting())));
    json.add("decoding", Settings.toJson(decoding));
    return json;
  }
}
