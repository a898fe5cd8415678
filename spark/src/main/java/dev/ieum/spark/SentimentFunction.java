package dev.ieum.spark;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Predicts the polarity: {@code struct<label, score, confident, probabilities map>} of each text;
 * null of a blank one, as the command line does.
 */
record SentimentFunction(ModelReference model) implements TextFunction {
  private static final DataType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            DataTypes.createStructField("label", DataTypes.StringType, false),
            DataTypes.createStructField("score", DataTypes.DoubleType, false),
            DataTypes.createStructField("confident", DataTypes.BooleanType, false),
            DataTypes.createStructField(
                "probabilities",
                DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
                false)
          });

  static SentimentFunction of(String nameOrPath) {
    return new SentimentFunction(ModelReference.of(nameOrPath, ModelTask.SENTIMENT));
  }

  @Override
  public String name() {
    return "sentiment";
  }

  @Override
  public String description() {
    return "predicts the polarity of a text";
  }

  @Override
  public DataType type() {
    return TYPE;
  }

  @Override
  public List<Object> apply(List<String> texts) {
    SentimentAnalyzer analyzer = SharedModels.analyzer(model);
    Iterator<Sentiment> predicted =
        analyzer.analyze(texts.stream().filter(text -> !text.isBlank()).toList()).iterator();
    List<Object> results = new ArrayList<>(texts.size());
    texts.forEach(text -> results.add(text.isBlank() ? null : fields(predicted.next())));
    return results;
  }

  private static Fields fields(Sentiment sentiment) {
    return new Fields(
        sentiment.label(), sentiment.score(), sentiment.confident(), sentiment.probabilities());
  }
}
