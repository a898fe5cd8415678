package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.RecurrentEncoder;
import dev.ieum.core.nn.SequenceBatch;
import dev.ieum.core.nn.SharedEmbedding;
import dev.ieum.core.text.Vocabulary;

/**
 * Encoder, decoder and tied output: the whole translation network.
 *
 * <p>Its parameters belong to the store it was declared in; results belong to the manager of the
 * batch. Thread-safe once made, as long as nobody trains it.
 */
public final class TranslationNetwork {
  private static final float FORBIDDEN = -1e9f;

  private final SharedEmbedding sourceEmbedding;
  private final SharedEmbedding targetEmbedding;
  private final RecurrentEncoder encoder;
  private final AttentionDecoder decoder;
  private final int targetVocabularySize;

  /**
   * Declares the network.
   *
   * @param shared whether source and target share one vocabulary and so one embedding
   */
  public TranslationNetwork(
      ParameterStore store,
      NetworkConfig config,
      int sourceVocabularySize,
      int targetVocabularySize,
      boolean shared) {
    this.targetVocabularySize = targetVocabularySize;
    targetEmbedding =
        new SharedEmbedding(
            store, "target_embedding", targetVocabularySize, config.embeddingSize());
    sourceEmbedding =
        shared
            ? targetEmbedding
            : SharedEmbedding.inputOnly(
                store, "source_embedding", sourceVocabularySize, config.embeddingSize());
    encoder =
        new RecurrentEncoder(
            store,
            "encoder",
            config.cell(),
            config.embeddingSize(),
            config.encoderHidden(),
            config.encoderLayers());
    decoder = new AttentionDecoder(store, config, encoder.outputSize());
  }

  /** Encodes sources, each ending in EOS. */
  public Memory encode(NDManager manager, int[][] sources, Regularization drop, Dropout dropout) {
    SequenceBatch batch = SequenceBatch.of(manager, sources);
    NDArray x = sourceEmbedding.lookup(batch.ids());
    x = dropout.locked(dropout.positions(x, drop.sourceWordDropout()), drop.embeddingDropout());
    RecurrentEncoder.Encoded encoded =
        encoder.encode(x, batch, drop.layerDropout(), drop.recurrentDropout(), dropout);
    NDArray states = dropout.locked(encoded.states(), drop.layerDropout());
    return decoder.remember(states, encoded.last(), batch.mask());
  }

  /** Returns the decoder's state before the first token. */
  public DecoderState start(Memory memory) {
    return decoder.start(memory);
  }

  /**
   * Reads one token per row: what {@link PlainTranslationNetwork#step} is held to.
   *
   * @param tokens ids {@code [R, 1]}
   */
  public AttentionDecoder.Step step(NDArray tokens, DecoderState state, Memory memory) {
    NDArray x = targetEmbedding.lookup(tokens);
    return decoder.forward(x, state, memory, Regularization.NONE, Dropout.none());
  }

  /**
   * Scores the next token of each row: natural logarithms of probabilities {@code [R, V]}, with
   * {@code banned} {@code [V]} added to the logits first.
   */
  public NDArray logProbabilities(AttentionDecoder.Step step, NDArray banned) {
    NDArray vectors = step.vectors().squeeze(1);
    return targetEmbedding.logits(vectors).addi(banned).logSoftmax(1);
  }

  /** Returns {@code [V]}: -1e9 for the tokens that no translation may hold, 0 for the others. */
  public NDArray banned(NDManager manager) {
    float[] penalties = new float[targetVocabularySize];
    penalties[Vocabulary.PAD] = FORBIDDEN;
    penalties[Vocabulary.UNK] = FORBIDDEN;
    penalties[Vocabulary.BOS] = FORBIDDEN;
    return manager.create(penalties);
  }

  /**
   * Returns the mean loss per target token, in nats, as a scalar of {@code manager}.
   *
   * <p>Only real target positions reach the output layer.
   */
  public NDArray loss(NDManager manager, PairBatch batch, Regularization drop, Dropout dropout) {
    Memory memory = encode(manager, batch.sources(), drop, dropout);
    Targets targets = Targets.of(manager, batch.targets());
    NDArray x = targetEmbedding.lookup(targets.inputs());
    x = dropout.locked(dropout.positions(x, drop.targetWordDropout()), drop.embeddingDropout());
    NDArray vectors = decoder.forward(x, decoder.start(memory), memory, drop, dropout).vectors();
    NDArray real =
        SharedEmbedding.rows(
            vectors.reshape(-1, vectors.getShape().get(2)), targets.realRows()); // (N, E)
    return targetEmbedding.crossEntropy(
        dropout.units(real, drop.outputDropout()),
        targets.outputs(),
        drop.labelSmoothing(),
        dropout.training());
  }

  /**
   * Targets as the decoder is taught them.
   *
   * @param inputs {@code [B, T]}: BOS and all but the last token
   * @param outputs {@code [N]}: the token after each real input
   * @param realRows {@code [N]}: rows of {@code [B * T, .]} that are not padding
   */
  private record Targets(NDArray inputs, long[] outputs, NDArray realRows) {
    static Targets of(NDManager manager, int[][] targets) {
      int width = 0;
      int count = 0;
      for (int[] target : targets) {
        width = Math.max(width, target.length);
        count += target.length;
      }
      long[] inputs = new long[targets.length * width];
      long[] outputs = new long[count];
      long[] rows = new long[count];
      int n = 0;
      for (int b = 0; b < targets.length; b++) {
        for (int t = 0; t < targets[b].length; t++) {
          inputs[b * width + t] = t == 0 ? Vocabulary.BOS : targets[b][t - 1];
          outputs[n] = targets[b][t];
          rows[n++] = (long) b * width + t;
        }
      }
      return new Targets(
          manager.create(inputs, new Shape(targets.length, width)), outputs, manager.create(rows));
    }
  }
}
