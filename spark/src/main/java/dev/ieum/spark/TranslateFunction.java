package dev.ieum.spark;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Translates with the model's own settings of the search; a string of each text. */
record TranslateFunction(ModelReference model) implements TextFunction {

  static TranslateFunction of(String nameOrPath) {
    return new TranslateFunction(ModelReference.of(nameOrPath, ModelTask.TRANSLATION));
  }

  @Override
  public String name() {
    return "translate";
  }

  @Override
  public String description() {
    return "translates a text";
  }

  @Override
  public DataType type() {
    return DataTypes.StringType;
  }

  @Override
  public List<Object> apply(List<String> texts) {
    TextTranslator translator = SharedModels.translator(model);
    return translator.translate(texts, translator.decoding()).stream()
        .<Object>map(Translation::text)
        .toList();
  }
}
