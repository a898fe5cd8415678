package dev.ieum.core.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.training.TrainingConfig.LearningRateSchedule;
import dev.ieum.core.training.TrainingTask.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Ten batches an epoch; the numbers of those that give no finite loss can be named. */
final class LayerTask implements TrainingTask<float[]> {
  private static final int IN = 3;
  private static final int BATCHES = 10;

  final ParameterStore parameters;
  final List<Integer> epochs = new ArrayList<>();
  Set<Integer> broken = Set.of();
  List<Double> scores = List.of();
  boolean stopsInValidation;
  final AtomicBoolean stop = new AtomicBoolean();
  int validations;

  LayerTask(NDManager manager) {
    parameters = ParameterStore.forTraining(manager, 3);
    layer(parameters);
  }

  static Projection layer(ParameterStore store) {
    return new Projection(store, ParameterList.projection("layer", IN, 2, true));
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  @Override
  public synchronized List<float[]> epoch(int epoch) {
    epochs.add(epoch);
    List<float[]> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      float odd = broken.contains(epoch * BATCHES + i + 1) ? Float.NaN : 1;
      batches.add(new float[] {epoch + 1, odd, i});
    }
    return batches;
  }

  @Override
  public long tokens(float[] batch) {
    return 1;
  }

  @Override
  public List<float[]> split(float[] batch, int parts) {
    return List.of(batch);
  }

  @Override
  public Learner<float[]> learner(ParameterStore replica) {
    Projection layer = layer(replica);
    return (step, batch, dropout) -> layer.apply(step.create(batch, new Shape(1, IN))).tanh().sum();
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier asked) {
    stop.compareAndSet(false, stopsInValidation);
    TrainingTask.check(asked);
    double last = scores.isEmpty() ? 1 : scores.get(Math.min(validations, scores.size() - 1));
    validations++;
    return Map.of("score", last);
  }

  /** Thirty updates are three epochs; each tenth is validated, each fifth saved. */
  static TrainingConfig config(long updates, double rate) {
    return new TrainingConfig(
        updates, rate, LearningRateSchedule.LINEAR, 0, 1, 0, 0, 10, 0, 5, 3, 2, 1, 1);
  }

  static RunIdentity identity(String rate) {
    return new RunIdentity(
        Map.of("training.learning-rate", rate, "network.size", "3"), "the same texts");
  }
}
