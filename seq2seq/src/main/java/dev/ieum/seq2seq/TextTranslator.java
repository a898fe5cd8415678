package dev.ieum.seq2seq;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.BatchQueue;
import dev.ieum.core.inference.ModelRuntime;
import dev.ieum.core.inference.OrderedPipeline;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.inference.Hypothesis;
import dev.ieum.seq2seq.inference.RepetitionLimit;
import dev.ieum.seq2seq.text.TextPipeline;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.document.Document;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Text in one language in, text in another out.
 *
 * <p>Thread-safe, and meant to be shared: sentences of all callers are translated in the same
 * batches, and as soon as one is finished, a waiting one of any caller takes its place. No sentence
 * changes the translation of another.
 *
 * <p>Starts without the tensor engine; see {@link #accelerate}. Close it: that waits for the
 * translations under way. Afterwards every method throws {@link IllegalStateException}, except
 * {@link #close}, which does nothing. A caller that is interrupted while it waits gets a {@link
 * java.util.concurrent.CancellationException}, and its sentences leave the search.
 */
public final class TextTranslator implements AutoCloseable {
  private static final int BATCH_TOKENS = 1000;
  private static final int BATCH_SENTENCES = 32;

  /** Lines of a stream that are translated at the same time for each thread. */
  private static final int CHUNK = 64;

  private final TranslationModel model;
  private final ModelRuntime runtime;
  private final int batchSentences;
  private final TextPipeline pipeline;
  private final BatchQueue<Decoding, int[], List<Hypothesis>> queue;

  /** What sentences must have in common to be searched for together. */
  private record Decoding(DecodingConfig config, boolean withAlignment) {}

  private TextTranslator(
      TranslationModel model, ModelRuntime runtime, int batchSentences, TextPipeline pipeline) {
    this.model = model;
    this.pipeline = pipeline;
    RepetitionLimit limit = RepetitionLimit.of(model.target().vocabulary());
    this.runtime = runtime;
    this.batchSentences = batchSentences;
    queue =
        new BatchQueue<>(
            runtime,
            batchSentences,
            BATCH_TOKENS,
            ids -> ids.length,
            (decoding, next) ->
                model
                    .search(decoding.config, decoding.withAlignment, limit)
                    .search(next, batchSentences, BATCH_TOKENS));
  }

  /**
   * Opens a model by name or path with one worker per processor.
   *
   * @param nameOrPath such as {@code translation-ko-en}, a directory or a zip file
   * @throws ModelBundleException when there is no such model, or it cannot be used
   */
  public static TextTranslator open(String nameOrPath) throws IOException {
    return open(
        ModelBundle.open(ModelSource.resolve(nameOrPath)),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens a model that multiplies in eight bits.
   *
   * @param threads batches translated at the same time, at most
   * @throws ModelBundleException when the model cannot be used
   */
  public static TextTranslator open(ModelBundle bundle, int threads) throws IOException {
    return open(bundle, threads, ProductPrecision.INT8);
  }

  /**
   * Opens a model.
   *
   * @param threads batches translated at the same time, at most
   * @throws ModelBundleException when the model cannot be used
   */
  public static TextTranslator open(ModelBundle bundle, int threads, ProductPrecision precision)
      throws IOException {
    return open(bundle, threads, precision, BATCH_SENTENCES);
  }

  static TextTranslator open(
      ModelBundle bundle, int threads, ProductPrecision precision, int batchSentences)
      throws IOException {
    List<String> languages = bundle.manifest().languages();
    if (languages.indexOf("ko") == 0 && !TranslationModel.answers(languages)) {
      KoreanMorphology.preload(); // cuts sentences
    }
    ModelRuntime runtime = new ModelRuntime("translator", threads, precision);
    TranslationModel model = TranslationModel.open(bundle, runtime.weightFormat());
    TextPipeline pipeline = TextPipeline.of(languages, model.source(), model.target());
    return new TextTranslator(model, runtime, batchSentences, pipeline);
  }

  /**
   * Loads the tensor engine's library now, which multiplies in eight bits several times as fast as
   * Java and takes about a second to load. Otherwise that is done in the background when some
   * hundred sentences have been translated. Translations are the same, to the bit, with and
   * without.
   *
   * @return whether it is used from now on; {@link dev.ieum.core.runtime.Int8Library#status} says
   *     why it is not. Never with {@link ProductPrecision#FLOAT32}
   */
  public boolean accelerate() throws InterruptedException {
    return runtime.accelerate();
  }

  /** Returns the model's own settings of the search, such as beam 5. */
  public DecodingConfig decoding() {
    runtime.requireOpen();
    return model.decoding();
  }

  /** Says whether source and target are one language: such a model was trained to answer. */
  public boolean answers() {
    return model.answers();
  }

  /** Translates one text with the model's own settings. */
  public String translate(String text) {
    return translate(List.of(text), decoding()).get(0).text();
  }

  /** Translates lines; the result has one entry per line, in order, without alignments. */
  public List<Translation> translate(List<String> lines, DecodingConfig config) {
    return translate(lines, config, false);
  }

  /**
   * Translates lines; the result has one entry per line, in order. The translation of a line does
   * not depend on the other lines.
   *
   * @param withAlignment whether to say which source token each target token attended to
   */
  public List<Translation> translate(
      List<String> lines, DecodingConfig config, boolean withAlignment) {
    TextCall call = call(lines, config, withAlignment);
    Decoding decoding = new Decoding(config, call.needsAttention());
    return call.translations(queue.compute(decoding, call.batches()));
  }

  /**
   * Begins to translate one text with the model's own settings; see {@link #translateAsync(List,
   * DecodingConfig, boolean)}.
   */
  public CompletableFuture<Translation> translateAsync(String text) {
    CompletableFuture<List<Translation>> all = translateAsync(List.of(text), decoding(), false);
    return ModelRuntime.whenDone(all, translations -> translations.get(0));
  }

  /**
   * Begins to translate lines and returns at once. Ending the future early, by {@code cancel} or
   * {@code orTimeout}, takes the lines out of the search. Work that the caller hangs on the future
   * runs on a shared thread: it should be short.
   */
  public CompletableFuture<List<Translation>> translateAsync(
      List<String> lines, DecodingConfig config, boolean withAlignment) {
    TextCall call = call(lines, config, withAlignment);
    Decoding decoding = new Decoding(config, call.needsAttention());
    return ModelRuntime.whenDone(queue.submit(decoding, call.batches()), call::translations);
  }

  /**
   * Translates lines lazily, in order. A bounded number of lines is read ahead, so that memory does
   * not grow with the stream. Closing the stream, or an interrupt of the thread that reads it,
   * cancels the translations under way.
   */
  public Stream<Translation> translate(
      Stream<String> lines, DecodingConfig config, boolean withAlignment) {
    runtime.requireOpen();
    return OrderedPipeline.stream(
        lines, CHUNK, runtime.threads() + 1, chunk -> translateAsync(chunk, config, withAlignment));
  }

  /**
   * Translates the texts of a document and keeps all else to the character: tags, times, keys,
   * code.
   */
  public String translate(Document document, DecodingConfig config) {
    try (Stream<Translation> translations = translate(document.texts().stream(), config, false)) {
      return document.with(translations.map(Translation::text).toList());
    }
  }

  /** Splits a source as {@link Translation.Alignment} counts its tokens. */
  public List<Token> sourceTokens(String text) {
    return model.source().tokenizer().tokenize(text);
  }

  /** Splits a translation as {@link Translation.Alignment} counts its tokens. */
  public List<Token> targetTokens(String text) {
    return model.target().tokenizer().tokenize(text);
  }

  /**
   * Translates a line as it is, with nothing around the network, and returns the attention weights
   * of the translation; of a line too long for one piece those of its first part, of a blank one
   * nothing.
   */
  public Optional<Translation.AttentionMap> attention(String line) {
    runtime.requireOpen();
    DecodingConfig raw = decoding().withRawText();
    TranslationCall call =
        new TranslationCall(model, runtime, List.of(line), BATCH_TOKENS, batchSentences);
    return call.attention(
        ModelRuntime.await(queue.submit(new Decoding(raw, true), call.batches())));
  }

  /**
   * Draws a target for a line instead of searching for the best one; the same seed draws the same.
   * The line goes into the network as it is; the targets of its parts, where it is too long for
   * one, are joined by blanks. A model with a memory of answers may draw one of those.
   */
  public String draw(String line, Sampling sampling, long seed) {
    return runtime.call(() -> new Answers(model).draw(line, sampling, seed));
  }

  /**
   * Returns the likelier of two answers to a line: one that was found, and the best of those that
   * the model knows by heart. Without a memory of answers, the one that was found.
   */
  public String likelier(String line, String found) {
    return runtime.call(() -> new Answers(model).likelier(line, found));
  }

  /**
   * Returns the log-probability of each target after a source, their ends included, in nats; all
   * texts are read as they are. Of a model with a memory of answers, that of both together.
   */
  public double[] logProbabilities(String source, List<String> targets) {
    return runtime.call(() -> new Answers(model).logProbabilities(source, targets));
  }

  private TextCall call(List<String> lines, DecodingConfig config, boolean withAlignment) {
    runtime.requireOpen();
    return TextCall.of(
        lines,
        config.raw() ? Optional.empty() : Optional.of(pipeline),
        new TextCall.Wanted(config.nbest(), withAlignment),
        model,
        runtime,
        texts -> new TranslationCall(model, runtime, texts, BATCH_TOKENS, batchSentences));
  }

  /** Waits for translations under way; later calls do nothing. */
  @Override
  public void close() {
    runtime.close();
  }
}
