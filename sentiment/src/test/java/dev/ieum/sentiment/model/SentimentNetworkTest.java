package dev.ieum.sentiment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.GradientCheck;
import dev.ieum.core.nn.LanguageModel;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Pooling;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.sentiment.model.SentimentNetwork.Regularization;
import dev.ieum.sentiment.model.SentimentShape.NetworkConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentNetworkTest {
  private static final int VOCABULARY = 11;
  private static final List<EncodedText> TEXTS =
      List.of(
          new EncodedText(new int[] {5, 6, 7, 3}, new int[] {1, 2, 3, 1}),
          new EncodedText(new int[] {3}, new int[] {}),
          new EncodedText(new int[] {8, 3}, new int[] {0}),
          new EncodedText(new int[] {9, 5, 10, 4, 6, 3}, new int[] {2, 4}));
  private static final float[][] TARGETS = {
    {1, 0, 0}, {0, 0.3f, 0.7f}, {0, 1, 0}, {0.2f, 0.2f, 0.6f}
  };
  private static final Regularization SMOOTHED = new Regularization(0, 0, 0, 0, 0, 0, 0.1);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static SentimentShape shape(CellType cell, int layers, List<Pooling> pooling) {
    Ngrams.Config ngrams = new Ngrams.Config(Ngrams.Kind.CHARACTER, 1, 2, 5, 3);
    NetworkConfig config = new NetworkConfig(cell, 4, layers, 3, pooling, ngrams);
    return new SentimentShape(config, VOCABULARY, 3);
  }

  private static LanguageModel languageModel(ParameterStore store, CellType cell) {
    EncoderShape encoder = shape(cell, 1, List.of(Pooling.MAX)).encoderShape();
    return new LanguageModel(store, SentimentNetwork.EMBEDDING, encoder, VOCABULARY);
  }

  /** Pooling by MAX has kinks, which differences step over; it is checked by itself. */
  @ParameterizedTest(name = "{0}, {1} layers, {2}")
  @CsvSource({"LSTM, 2, MEAN", "GRU, 1, ATTENTION", "RNN, 1, LAST", "LSTM, 1, ATTENTION"})
  void loss_padded_gradientsAreRight(CellType cell, int layers, Pooling pooling) {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SentimentNetwork network = new SentimentNetwork(store, shape(cell, layers, List.of(pooling)));
    spread(store);
    GradientCheck.check(
        store, step -> network.loss(step, TEXTS, TARGETS, SMOOTHED, Dropout.seeded(1)));
  }

  /** The bag begins as zero, where the gradient of the layer above it is zero too. */
  private static void spread(ParameterStore store) {
    var values = store.parameters().get("ngrams.table").values();
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (i % 7 - 3) / 4f);
    }
  }

  @Test
  void languageModelLoss_padded_gradientsAreRight() {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    LanguageModel model = languageModel(store, CellType.LSTM);
    int[][] texts = {{5, 6, 7, 3}, {8, 3}, {9, 5, 10, 4, 6, 3}};
    GradientCheck.check(
        store,
        step ->
            model.loss(step, texts, LanguageModel.Rates.NONE, Dropout.seeded(1), Optional.empty()));
    GradientCheck.check(
        store,
        step ->
            model.loss(
                step,
                texts,
                LanguageModel.Rates.NONE,
                Dropout.seeded(1),
                Optional.of(new LanguageModel.Sampling(2, 1))));
  }

  @Test
  void languageModelLoss_sampled_estimatesTheWhole() {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    LanguageModel model = languageModel(store, CellType.LSTM);
    int[][] texts = {{5, 6, 7, 3}, {8, 3}};
    double whole = loss(model, texts, Optional.empty());
    double all = loss(model, texts, Optional.of(new LanguageModel.Sampling(VOCABULARY, 1)));
    assertEquals(whole, all, 1e-5);
    double mean = 0;
    for (int seed = 0; seed < 400; seed++) {
      mean += loss(model, texts, Optional.of(new LanguageModel.Sampling(3, seed))) / 400;
    }
    assertEquals(whole, mean, 0.03);
  }

  private double loss(
      LanguageModel model, int[][] texts, Optional<LanguageModel.Sampling> sampling) {
    try (NDManager step = manager.newSubManager()) {
      return model.loss(step, texts, LanguageModel.Rates.NONE, Dropout.none(), sampling).getFloat();
    }
  }

  @Test
  void languageModelLoss_untrained_isNearThatOfAGuess() {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    LanguageModel model = languageModel(store, CellType.GRU);
    double loss = loss(model, new int[][] {{5, 6, 7, 3}, {8, 3}}, Optional.empty());
    assertEquals(Math.log(VOCABULARY), loss, 1);
  }

  @Test
  void logits_aloneOrTogether_sameForEveryPooling() {
    for (Pooling pooling : Pooling.values()) {
      ParameterStore store = ParameterStore.forTraining(manager.newSubManager(), 4);
      SentimentNetwork network =
          new SentimentNetwork(store, shape(CellType.LSTM, 2, List.of(pooling, Pooling.MEAN)));
      spread(store);
      float[] together = logits(network, TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        assertArrayEquals(
            Arrays.copyOfRange(together, 3 * i, 3 * i + 3),
            logits(network, List.of(TEXTS.get(i))),
            1e-5f,
            pooling + " of text " + i);
      }
    }
  }

  private float[] logits(SentimentNetwork network, List<EncodedText> texts) {
    try (NDManager step = manager.newSubManager()) {
      return network.logits(step, texts, Regularization.NONE, Dropout.none()).toFloatArray();
    }
  }
}
