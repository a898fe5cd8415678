package dev.ieum.sequences.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RecipeTask;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingMemory;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sequences.model.CommandNetwork;
import dev.ieum.sequences.model.CommandNetwork.Window;
import dev.ieum.sequences.model.CommandPredictor;
import dev.ieum.sequences.speech.CommandModel;
import dev.ieum.sequences.speech.CommandReport;
import dev.ieum.sequences.speech.Recording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Spoken words as the training loop sees them. */
final class CommandTask implements RecipeTask<List<Window>> {
  /** Settings that do not change what is learned; for data, the recordings themselves stand. */
  private static final List<String> HARMLESS = List.of("name", "data-licence", "card", "data");

  private final CommandData data;
  private final ParameterStore parameters;

  /**
   * Declares a network to train.
   *
   * @param manager owner of the parameters
   */
  CommandTask(CommandData data, NDManager manager) {
    this.data = data;
    Consumer<ParameterStore> network = this::network;
    TrainingMemory.require(network);
    parameters = ParameterStore.forTraining(manager, training().seed());
    network.accept(parameters);
  }

  private CommandNetwork network(ParameterStore store) {
    return new CommandNetwork(store, data.settings().shape());
  }

  @Override
  public TrainingConfig training() {
    return data.recipe().training().loop();
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  /** As many streams as recordings, others in each epoch. */
  @Override
  public List<List<Window>> epoch(int epoch) {
    SplittableRandom random = new SplittableRandom(training().seed() * 7_919L + epoch);
    int size = data.recipe().training().batchStreams();
    int batches = Math.max(1, data.train().recordings().size() / size);
    return Stream.generate(
            () -> Stream.generate(() -> data.train().stream(random)).limit(size).toList())
        .limit(batches)
        .toList();
  }

  @Override
  public long tokens(List<Window> batch) {
    return batch.stream().mapToLong(window -> window.rows().length).sum();
  }

  @Override
  public List<List<Window>> split(List<Window> batch, int parts) {
    return Parts.of(batch, window -> window.rows().length, parts).stream()
        .map(rows -> rows.stream().map(batch::get).toList())
        .toList();
  }

  @Override
  public Learner<List<Window>> learner(ParameterStore replica) {
    CommandNetwork network = network(replica);
    return (step, batch, dropout) ->
        network.loss(step, batch, data.recipe().regularization(), dropout);
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    Weights weights = new Weights(parameters.export());
    CommandPredictor network = new CommandPredictor(weights, data.settings().shape());
    CommandModel model = new CommandModel(network, data.settings());
    CommandReport report = CommandReport.of(model, data.dev(), n -> TrainingTask.check(stop));
    return Map.of("right", report.likelihood());
  }

  @Override
  public RunIdentity identity() {
    return RunIdentity.of(data.recipe().resolved(), HARMLESS, data.fingerprint().hex());
  }

  @Override
  public String summary(long updates) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d dev; %d words; %,d parameters",
        data.recipe().run().name(),
        learnedFrom(),
        data.dev().size(),
        data.settings().words().size(),
        parameters.size());
  }

  @Override
  public String learnedFrom() {
    return String.format(Locale.ROOT, "%,d recordings", data.train().recordings().size());
  }

  @Override
  public List<ReportedScore> pack(ModelBundleWriter writer) {
    writer.weights(parameters.export(), Precision.F16);
    writer.network(Settings.toJson(data.settings()));
    return List.of();
  }

  @Override
  public List<ReportedScore> score(ModelBundle bundle) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    CommandModel model = CommandModel.open(bundle);
    for (Recipe.TestSet<Recording> test : data.recipe().tests()) {
      CommandReport report = CommandReport.of(model, test.items(), n -> {});
      scores.add(new ReportedScore(test.title(), "accuracy", report.accuracy()));
    }
    return scores;
  }
}
