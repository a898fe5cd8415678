package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.Encoder;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.SequenceBatch;
import dev.ieum.core.nn.SharedEmbedding;
import dev.ieum.core.text.Vocabulary;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
  private final Encoder encoder;
  private final Decoder decoder;

  /** Declares the network. */
  public TranslationNetwork(ParameterStore store, TranslationShape shape) {
    targetEmbedding = new SharedEmbedding(store, shape.targetEmbedding());
    sourceEmbedding =
        shape.shared() ? targetEmbedding : new SharedEmbedding(store, shape.sourceEmbedding());
    encoder = Encoder.of(store, shape.encoderShape());
    decoder = Decoder.of(store, shape);
  }

  /**
   * Returns the vectors of target positions, {@code [B, T, E]}.
   *
   * @param sources ids of each source, EOS at the end
   * @param inputs ids {@code [B, T]}: BOS and the tokens before each position's
   */
  NDArray vectors(
      NDManager manager, int[][] sources, NDArray inputs, Regularization drop, Dropout dropout) {
    SequenceBatch batch = SequenceBatch.of(manager, sources);
    NDArray x = sourceEmbedding.lookup(batch.ids());
    x = dropout.locked(dropout.positions(x, drop.sourceWordDropout()), drop.embeddingDropout());
    Encoder.Encoded encoded = encoder.encode(x, batch, drop.encoderRates(), dropout);
    Encoder.Encoded source =
        new Encoder.Encoded(dropout.locked(encoded.states(), drop.layerDropout()), encoded.last());
    NDArray y = targetEmbedding.lookup(inputs);
    y = dropout.locked(dropout.positions(y, drop.targetWordDropout()), drop.embeddingDropout());
    return decoder.vectors(y, source, batch.mask(), drop, dropout);
  }

  /**
   * Returns the natural logarithms of the probabilities of each token after a prefix, {@code [V]}:
   * the reference for the network that runs, which reads the prefix token by token.
   *
   * @param source ids, EOS at the end
   * @param prefix target ids, without BOS
   * @param impossible ids that get no probability
   */
  public float[] logProbabilities(
      NDManager manager, int[] source, int[] prefix, int... impossible) {
    long[] inputs =
        LongStream.concat(LongStream.of(Vocabulary.BOS), IntStream.of(prefix).asLongStream())
            .toArray();
    try (NDManager scope = manager.newSubManager()) {
      NDArray vectors =
          vectors(
              scope,
              new int[][] {source},
              scope.create(inputs, new Shape(1, inputs.length)),
              Regularization.NONE,
              Dropout.none());
      NDArray logits = targetEmbedding.logits(vectors.get(":, -1, :"));
      float[] banned = new float[Math.toIntExact(logits.size())];
      for (int id : impossible) {
        banned[id] = FORBIDDEN;
      }
      return logits.add(scope.create(banned)).logSoftmax(1).toFloatArray();
    }
  }

  /**
   * Returns the mean loss per target token, in nats, as a scalar of {@code manager}.
   *
   * <p>Only real target positions reach the output layer.
   */
  public NDArray loss(NDManager manager, PairBatch batch, Regularization drop, Dropout dropout) {
    TeacherForcing targets = TeacherForcing.of(manager, batch.targets());
    NDArray vectors = vectors(manager, batch.sources(), targets.inputs(), drop, dropout);
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
   * Targets as the decoder is trained on them (teacher forcing).
   *
   * @param inputs {@code [B, T]}: BOS and all but the last token
   * @param outputs {@code [N]}: the token after each real input
   * @param realRows {@code [N]}: rows of {@code [B * T, .]} that are not padding
   */
  private record TeacherForcing(NDArray inputs, long[] outputs, NDArray realRows) {
    static TeacherForcing of(NDManager manager, int[][] targets) {
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
      return new TeacherForcing(
          manager.create(inputs, new Shape(targets.length, width)), outputs, manager.create(rows));
    }
  }
}
