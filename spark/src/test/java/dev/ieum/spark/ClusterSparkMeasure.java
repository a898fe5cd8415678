package dev.ieum.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines a second that one executor translates, and two, with a core each; {@code -Dieum.lines=N}
 * sets how many lines (200,000). Needs a processor for each executor, and one that is idle else.
 */
@Tag("slow")
class ClusterSparkMeasure {
  private static final int LINES = Integer.getInteger("ieum.lines", 200_000);

  @TempDir Path directory;

  @Test
  void translate_oneAndTwoExecutors_printsLinesPerSecond() throws Exception {
    List<String> digests = new ArrayList<>();
    double one = measure(1, digests);
    double two = measure(2, digests);
    assertEquals(digests.get(0), digests.get(1));
    System.out.printf(
        Locale.ROOT,
        "spark: %d lines, 1 executor %.0f lines/s, 2 executors %.0f lines/s, ratio %.2f%n",
        LINES,
        one,
        two,
        two / one);
  }

  /** The clock starts when each executor has loaded the model and is warm. */
  private double measure(int executors, List<String> digests) throws Exception {
    try (SparkSession spark = LocalCluster.start(executors, directory)) {
      TextTransformer translate = TextTransformer.translate("translation-ko-en");
      digest(translate.transform(lines(spark, 2_000)));
      Dataset<Row> rows = translate.transform(lines(spark, LINES));
      long begin = System.nanoTime();
      digests.add(digest(rows));
      return LINES / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static Dataset<Row> lines(SparkSession spark, int count) throws Exception {
    return spark
        .createDataset(CommandLine.korean(count), Encoders.STRING())
        .toDF("text")
        .repartition(16);
  }

  /** A number of all rows, whatever their order. */
  private static String digest(Dataset<Row> rows) {
    return rows.selectExpr("sum(hash(text, translation))", "count(translation)").first().toString();
  }
}
