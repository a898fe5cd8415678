package dev.ieum.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.tokenizers.TokenizerException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a column that is computed of a column of texts: translations, sentiments or tokens.
 *
 * <pre>{@code
 * Dataset<Row> english =
 *     TextTransformer.translate("translation-ko-en").input("review").output("english").transform(rows);
 * }</pre>
 *
 * <p>Rows are computed in batches, and keep their order within a partition; all columns stay. The
 * result of a text does not depend on the other texts, so a task that is run again, on any machine,
 * gives the same rows. Streaming data frames work the same. A null text has a null result. A text
 * that cannot be computed has one too, and its reason in the column of {@link #errors}; the job
 * goes on.
 *
 * <p>An executor loads a model once, for all tasks and jobs: from its class path where the same
 * model (by its SHA-256) is there, else from what the driver broadcasts. It computes with as many
 * threads as {@code spark.executor.cores} says, or as the machine has processors. Immutable.
 */
public final class TextTransformer {
  private static final int BATCH = 256;

  private final Supplier<TextFunction> function;
  private final String input;
  private final String output;
  private final Optional<String> errors;
  private final int batch;

  private TextTransformer(
      Supplier<TextFunction> function,
      String input,
      String output,
      Optional<String> errors,
      int batch) {
    this.function = function;
    this.input = Objects.requireNonNull(input, "input");
    this.output = Objects.requireNonNull(output, "output");
    this.errors = errors;
    this.batch = batch;
  }

  /**
   * Returns a transformer that translates; the results are strings.
   *
   * @param model name on the driver's class path, or path of a directory or zip file
   */
  public static TextTransformer translate(String model) {
    return of(() -> TranslateFunction.of(model), "translation");
  }

  /**
   * Returns a transformer that predicts polarity; the results are structures {@code label}, {@code
   * score} in [-1, 1], {@code confident} and {@code probabilities}, a map from label to
   * probability. A blank text has a null result.
   *
   * @param model name on the driver's class path, or path of a directory or zip file
   */
  public static TextTransformer sentiment(String model) {
    return of(() -> SentimentFunction.of(model), "sentiment");
  }

  /**
   * Returns a transformer that splits texts; the results are arrays of structures {@code text},
   * {@code begin} and {@code end}, in UTF-16 units of the text. Morphemes have {@code tags} and
   * {@code dictionary_form} too.
   *
   * @param kind {@code morphemes}, or a tokenizer without a model: {@code nori}, {@code opennlp},
   *     {@code english}, {@code character}, {@code jamo}, {@code byte} or {@code whitespace}
   * @throws TokenizerException when there is no such kind
   */
  public static TextTransformer tokenize(String kind) {
    TextFunction tokenize = new TokenizeFunction(kind);
    return of(() -> tokenize, "tokens");
  }

  private static TextTransformer of(Supplier<TextFunction> function, String output) {
    return new TextTransformer(function, "text", output, Optional.empty(), BATCH);
  }

  /** Returns this transformer with another column of texts; the default is {@code text}. */
  public TextTransformer input(String column) {
    return new TextTransformer(function, column, output, errors, batch);
  }

  /**
   * Returns this transformer with another column of results; the default is {@code translation},
   * {@code sentiment} or {@code tokens}. A column of that name is replaced.
   */
  public TextTransformer output(String column) {
    return new TextTransformer(function, input, column, errors, batch);
  }

  /**
   * Returns this transformer with a column that says why a text has no result, a string; there is
   * none by default. A column of that name is replaced.
   */
  public TextTransformer errors(String column) {
    return new TextTransformer(function, input, output, Optional.of(column), batch);
  }

  /**
   * Returns this transformer with other batches; the default is {@value #BATCH} rows.
   *
   * @param rows that are computed, and held in memory, together
   * @throws IllegalArgumentException unless it is from 1 to 100,000
   */
  public TextTransformer batch(int rows) {
    if (rows < 1 || rows > 100_000) {
      throw new IllegalArgumentException(
          "batch = %d; allowed: 1 to 100000; use %d".formatted(rows, BATCH));
    }
    return new TextTransformer(function, input, output, errors, rows);
  }

  /**
   * Returns {@code rows} with the column of results, and that of errors.
   *
   * @throws ModelBundleException when there is no such model, it is for another task or damaged
   * @throws IllegalArgumentException when there is no such column of strings, or one name is given
   *     to two columns
   */
  public Dataset<Row> transform(Dataset<Row> rows) {
    StructType schema = rows.schema();
    if (Arrays.stream(schema.fields())
        .noneMatch(f -> f.name().equals(input) && f.dataType().equals(DataTypes.StringType))) {
      throw new IllegalArgumentException(
          "column '%s' is not there or holds no strings; the columns: %s; name another by input()"
              .formatted(input, schema.simpleString()));
    }
    String error = errors.orElse("");
    if (output.equals(input) || error.equals(input) || error.equals(output)) {
      throw new IllegalArgumentException(
          "columns of texts, results and errors = %s, %s, %s; allowed: different names; change one"
              .formatted(input, output, error));
    }
    Dataset<Row> kept = rows.drop(output);
    kept = errors.isPresent() ? kept.drop(error) : kept;
    TextFunction computed = function.get();
    StructType extended = kept.schema().add(output, entries(computed.type()), true);
    extended = errors.isPresent() ? extended.add(error, DataTypes.StringType, true) : extended;
    Dataset<Row> result =
        kept.mapPartitions(
            new RowBatches(computed, kept.schema().fieldIndex(input), errors.isPresent(), batch),
            Encoders.row(extended));
    return computed.type() instanceof StructType type
        ? result.withColumn(output, maps(quoted(output), type))
        : result;
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /** A {@link Row} takes maps of Scala only, whose classes differ between its versions. */
  private static DataType entries(DataType type) {
    if (!(type instanceof StructType structure)) {
      return type;
    }
    List<StructField> fields =
        Arrays.stream(structure.fields())
            .map(
                field ->
                    field.dataType() instanceof MapType map
                        ? DataTypes.createStructField(field.name(), entriesOf(map), false)
                        : field)
            .toList();
    return DataTypes.createStructType(fields);
  }

  private static DataType entriesOf(MapType map) {
    return DataTypes.createArrayType(
        DataTypes.createStructType(
            List.of(
                DataTypes.createStructField("key", map.keyType(), false),
                DataTypes.createStructField("value", map.valueType(), false))),
        false);
  }

  private static Column maps(String column, StructType type) {
    Column[] fields =
        Arrays.stream(type.fields())
            .map(
                field -> {
                  Column value = col(column + "." + field.name());
                  return (field.dataType() instanceof MapType ? map_from_entries(value) : value)
                      .as(field.name());
                })
            .toArray(Column[]::new);
    return when(col(column).isNotNull(), struct(fields));
  }
}
