package dev.ieum.sequences;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Provenance;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.SequenceModel.Evaluation;
import dev.ieum.sequences.SequenceModel.ModelSettings;
import dev.ieum.sequences.data.EventCut;
import dev.ieum.sequences.model.NetworkConfig;
import dev.ieum.sequences.model.SequenceNetwork;
import dev.ieum.sequences.model.SequenceShape;
import dev.ieum.sequences.score.TransitionCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Models of random weights, for tests of what does not depend on training. */
public final class TinyModels {
  private static final int EVENTS = 40;

  private TinyModels() {}

  /** Returns a bundle of events e0 to e39; weights follow from the seed. */
  public static ModelBundle bundle(Path directory, CellType cell, int layers, long seed)
      throws IOException {
    return bundle(directory, new NetworkConfig(cell, 12, 20, layers), seed);
  }

  /** Returns such a bundle of Transformer layers. */
  public static ModelBundle transformer(Path directory, int layers, long seed) throws IOException {
    return bundle(
        directory,
        new NetworkConfig(EncoderKind.TRANSFORMER, CellType.GRU, 12, 12, layers, 3, 20),
        seed);
  }

  private static ModelBundle bundle(Path directory, NetworkConfig sizes, long seed)
      throws IOException {
    Vocabulary vocabulary =
        Vocabulary.of(IntStream.range(0, EVENTS).mapToObj(i -> "e" + i).toList());
    List<int[]> counted =
        List.of(SequenceModel.ids(vocabulary, List.of("e1", "e2", "e1", "e3"), true));
    ModelBundleWriter writer =
        new ModelBundleWriter("tiny-" + seed, ModelTask.NEXT, List.of(), "none", provenance())
            .weights(weights(new SequenceShape(sizes, vocabulary.size()), seed), Precision.F32)
            .card("# tiny");
    SequenceModel.write(
        writer,
        new ModelSettings(sizes, EventCut.SPACES, new Evaluation(false, true, false)),
        vocabulary,
        TransitionCounts.of(counted, vocabulary.size()));
    Path path = directory.resolve("model-%d-%d".formatted(sizes.hashCode() & 0xffffffffL, seed));
    writer.write(path);
    return ModelBundle.open(ModelSource.of(path));
  }

  private static Map<String, FloatTensor> weights(SequenceShape shape, long seed) {
    try (NDManager manager = NativeRuntime.newManager()) {
      ParameterStore store = ParameterStore.forTraining(manager, seed);
      SequenceNetwork network = new SequenceNetwork(store, shape);
      return network == null ? Map.of() : store.export();
    }
  }

  private static Provenance provenance() {
    return new Provenance(
        "ieum test",
        "none",
        "17",
        "any",
        1,
        "a test",
        new JsonObject(),
        List.of(),
        Instant.EPOCH,
        0,
        0);
  }

  /** Returns a sequence of known events that follows from a seed. */
  public static List<String> events(int length, long seed) {
    return new java.util.Random(seed).ints(length, 0, EVENTS).mapToObj(i -> "e" + i).toList();
  }
}
