package dev.ieum.sequences.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.ExampleTask;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RecipeTask;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sequences.model.CommandNetwork;
import dev.ieum.sequences.model.CommandNetwork.Window;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Spoken words as the training loop sees them. */
final class CommandTask extends ExampleTask<Window>
    implements RecipeTask<ExampleTask.Batch<Window>> {
  /** Settings that do not change what is learned; for data, the recordings themselves stand. */
  private static final List<String> HARMLESS = List.of("name", "data-licence", "card", "data");

  private final CommandData data;
  private final CommandConfig config;

  /**
   * Declares a network to train.
   *
   * @param manager owner of the parameters
   */
  CommandTask(CommandData data, NDManager manager) {
    super(
        data.recipe().training().loop(),
        store -> new CommandNetwork(store, data.settings().shape()),
        manager);
    this.data = data;
    config = data.recipe();
  }

  @Override
  protected int length(Window window) {
    return window.rows().length;
  }

  /** As many streams as recordings, others in each epoch. */
  @Override
  public List<Batch<Window>> epoch(int epoch) {
    SplittableRandom random = new SplittableRandom(seed(epoch));
    int size = config.training().batchStreams();
    int batches = Math.max(1, data.train().recordings().size() / size);
    Supplier<Window> streams = () -> data.train().stream(random);
    return Stream.generate(() -> new Batch<>(Stream.generate(streams).limit(size).toList(), epoch))
        .limit(batches)
        .toList();
  }

  @Override
  public long tokens(Batch<Window> batch) {
    return batch.examples().stream().mapToLong(this::length).sum();
  }

  @Override
  public Learner<Batch<Window>> learner(ParameterStore replica) {
    CommandNetwork network = new CommandNetwork(replica, data.settings().shape());
    return (step, batch, dropout) ->
        network.loss(step, batch.examples(), config.regularization(), dropout);
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    CommandModel model = new CommandModel(new Weights(parameters.export()), data.settings());
    return Map.of(
        "right", CommandReport.of(model, data.dev(), n -> TrainingTask.check(stop)).likelihood());
  }

  @Override
  public RunIdentity identity() {
    return RunIdentity.of(config.resolved(), HARMLESS, data.fingerprint().hex());
  }

  @Override
  public String summary(long updates) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d dev; %d words; %,d parameters",
        config.run().name(),
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
    writer.network(Settings.toJson(data.settings()));
    return List.of();
  }

  @Override
  public List<ReportedScore> score(ModelBundle bundle) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    CommandModel model = CommandModel.open(bundle);
    for (Recipe.TestSet<Recording> test : config.tests()) {
      CommandReport report = CommandReport.of(model, test.items(), n -> {});
      scores.add(new ReportedScore(test.title(), "accuracy", report.accuracy()));
    }
    return scores;
  }
}
