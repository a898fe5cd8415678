package dev.ieum.spark;

import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.tokenizers.TokenizerException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The functions of SQL, such as {@code ieum.translate(text)}: a catalog that is set up by
 * configuration alone, so that Python and SQL need no Java.
 *
 * <pre>
 * spark.sql.catalog.ieum              dev.ieum.spark.IeumCatalog
 * spark.sql.catalog.ieum.translation  translation-ko-en (the default) or a path
 * spark.sql.catalog.ieum.sentiment    sentiment-ko (the default) or a path
 * spark.sql.catalog.ieum.tokenizer    morphemes (the default), nori, opennlp, ...
 * </pre>
 *
 * <p>The name after {@code spark.sql.catalog} is free: several catalogs hold several models.
 * Results have the types of {@link TextTransformer}; a null text, and one that cannot be computed,
 * is null. Models reach the executors as there. SQL computes a row at a time, which is slower than
 * the batches of {@link TextTransformer}. Thread-safe.
 */
public final class IeumCatalog implements FunctionCatalog {
  private static final String DEFAULT_NAME = "ieum";

  private String name = DEFAULT_NAME;
  private Map<String, Supplier<TextFunction>> functions = Map.of();

  /** Makes a catalog that Spark then initializes. */
  public IeumCatalog() {}

  /** Adds the catalog {@code ieum} to a session that was configured without it. */
  public static void register(SparkSession spark) {
    spark.conf().set("spark.sql.catalog." + DEFAULT_NAME, IeumCatalog.class.getName());
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    this.name = name;
    this.functions = functions(options);
  }

  /** Returns the functions by their names; making one opens its model. */
  static Map<String, Supplier<TextFunction>> functions(Map<String, String> options) {
    String translation = options.getOrDefault("translation", "translation-ko-en");
    String sentiment = options.getOrDefault("sentiment", "sentiment-ko");
    String tokenizer = options.getOrDefault("tokenizer", TokenizeFunction.MORPHEMES);
    return new TreeMap<>(
        Map.of(
            "translate", () -> TranslateFunction.of(translation),
            "sentiment", () -> SentimentFunction.of(sentiment),
            "tokenize", () -> new TokenizeFunction(tokenizer)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return functions.keySet().stream()
        .map(function -> Identifier.of(namespace, function))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    Supplier<TextFunction> function = functions.get(identifier.name());
    if (identifier.namespace().length > 0 || function == null) {
      throw new NoSuchFunctionException(identifier);
    }
    return new Unbound(identifier.name(), function);
  }

  /**
   * A function whose model is opened when a query uses it.
   *
   * @param function opens the model
   */
  record Unbound(String name, Supplier<TextFunction> function) implements UnboundFunction {

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException when the argument is not one string, as Spark asks
     */
    @Override
    public BoundFunction bind(StructType arguments) {
      boolean isText =
          arguments.length() == 1
              && (arguments.fields()[0].dataType().equals(DataTypes.StringType)
                  || arguments.fields()[0].dataType().equals(DataTypes.NullType));
      if (!isText) {
        throw new UnsupportedOperationException(
            "%s: arguments = %s; allowed: one string; cast it"
                .formatted(name, arguments.simpleString()));
      }
      return bind();
    }

    SqlFunction bind() {
      try {
        return new SqlFunction(function.get());
      } catch (ModelBundleException | TokenizerException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }

    @Override
    public String description() {
      return name + "(text)";
    }
  }
}
