package dev.ieum.spark;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple2;
import scala.Tuple3;
import scala.collection.Seq;
import scala.runtime.BoxedUnit;

/**
 * The functions of {@link IeumCatalog} under plain names, {@code ieum_translate(text)}, {@code
 * ieum_sentiment(text)} and {@code ieum_tokenize(text)}, for every session of an application:
 *
 * <pre>
 * spark.sql.extensions  dev.ieum.spark.IeumExtensions
 * </pre>
 *
 * <p>The models are those of the catalog {@code ieum}, whether or not that is set up: {@code
 * spark.sql.catalog.ieum.translation} and the like. Thread-safe.
 */
public final class IeumExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
  private static final String OPTIONS = "spark.sql.catalog.ieum.";

  /** Makes extensions for Spark to apply. */
  public IeumExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (String name : IeumCatalog.functions(Map.of()).keySet()) {
      ExpressionInfo description =
          new ExpressionInfo(IeumExtensions.class.getName(), "ieum_" + name);
      Function1<Seq<Expression>, Expression> call = arguments -> call(name, arguments);
      extensions.injectFunction(
          new Tuple3<>(new FunctionIdentifier("ieum_" + name), description, call));
    }
    return BoxedUnit.UNIT;
  }

  private static Expression call(String name, Seq<Expression> arguments) {
    if (arguments.length() != 1) {
      throw new IllegalArgumentException(
          "ieum_%s: arguments = %d; allowed: one string; give the text alone"
              .formatted(name, arguments.length()));
    }
    SqlFunction function =
        new IeumCatalog.Unbound("ieum_" + name, IeumCatalog.functions(options()).get(name)).bind();
    try {
      // The sequence is of another class in each version of Scala, the constructor the only one.
      return (Expression)
          ApplyFunctionExpression.class.getConstructors()[0].newInstance(function, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Spark has no expression for functions of catalogs; use 3.5 or 4", e);
    }
  }

  private static Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    SparkConf settings = SparkEnv.get().conf();
    for (Tuple2<String, String> setting : settings.getAllWithPrefix(OPTIONS)) {
      options.put(setting._1(), setting._2());
    }
    return options;
  }
}
