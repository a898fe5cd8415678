package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What each text is to be taken for: its label, what teachers think of it, or both. */
final class Targets {
  private Targets() {}

  /**
   * Returns the probability of each class for every training text, then, when there are teachers,
   * for every unlabelled one. Teachers are not asked about constructed texts, which hold what they
   * do not know.
   *
   * @throws ModelBundleException when a teacher tells other classes apart
   */
  static List<float[]> of(SentimentConfig config, SentimentData data) throws IOException {
    List<String> teachers = config.distillation().teachers();
    int classes = config.labels().size();
    List<float[]> targets = new ArrayList<>();
    double weight = teachers.isEmpty() ? 0 : config.distillation().weight();
    int found = data.train().size() - data.constructed();
    for (TextItem item : data.train()) {
      float[] target = new float[classes];
      target[item.label()] = targets.size() < found ? (float) (1 - weight) : 1;
      targets.add(target);
    }
    if (teachers.isEmpty()) {
      return targets;
    }
    data.unlabeled().forEach(item -> targets.add(new float[classes]));
    List<ModelBundle> bundles = new ArrayList<>();
    for (String teacher : teachers) {
      bundles.add(ModelBundle.open(ModelSource.resolve(teacher)));
    }
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundles, 1, ProductPrecision.INT8)) {
      if (!analyzer.labels().equals(config.labels().names())) {
        throw new ModelBundleException(
            "distillation.teachers: labels of %s = %s; allowed: %s, as under labels"
                .formatted(teachers, analyzer.labels(), config.labels().names()));
      }
      Iterator<Sentiment> answers =
          analyzer.analyze(
              Stream.concat(data.train().stream(), data.unlabeled().stream())
                  .map(TextItem::text)
                  .iterator());
      for (int i = 0; i < targets.size(); i++) {
        double share = i < found ? weight : i < data.train().size() ? 0 : 1;
        int c = 0;
        for (double p : answers.next().probabilities().values()) {
          targets.get(i)[c++] += (float) (share * p);
        }
      }
    }
    return targets;
  }
}
