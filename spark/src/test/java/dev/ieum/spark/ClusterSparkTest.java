package dev.ieum.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two executors in processes of their own, without models. */
@Timeout(1800) // executors that do not start leave a job waiting
class ClusterSparkTest {
  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);

  @TempDir Path directory;
  private SparkSession spark;

  @BeforeEach
  void start() throws Exception {
    spark = LocalCluster.start(2, directory);
  }

  @AfterEach
  void stop() {
    spark.stop();
  }

  private Dataset<Row> rows(List<String> lines) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      rows.add(RowFactory.create(i, lines.get(i)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(8);
  }

  /** Ends the executor's process at a row of the first attempt. */
  private record Killer(int id, String marker) implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Row next() {
          Row row = rows.next();
          if (row.getInt(0) == id && new File(marker).mkdir()) {
            Runtime.getRuntime().halt(137);
          }
          return row;
        }
      };
    }
  }

  /** Says on which executor a partition is and how many models that has loaded. */
  private record Loads() implements MapPartitionsFunction<Row, String> {
    @Override
    public Iterator<String> call(Iterator<Row> rows) throws Exception {
      while (rows.hasNext()) {
        rows.next();
      }
      Thread.sleep(500); // so that no executor takes all partitions
      return List.of(SparkEnv.get().executorId() + " " + SharedModels.loads()).iterator();
    }
  }

  @Test
  void translate_twoExecutors_loadTheModelOnceEachFromTheBroadcast() throws Exception {
    List<String> lines = CommandLine.korean(80);
    Dataset<Row> result = TextTransformer.translate("translation-ko-en").transform(rows(lines));
    Set<String> loads =
        new TreeSet<>(result.mapPartitions(new Loads(), Encoders.STRING()).collectAsList());
    assertEquals(Set.of("0 1", "1 1"), loads);
    assertEquals(CommandLine.run(directory, lines, "translate"), translations(result));
  }

  @Test
  void translate_executorKilledInMidJob_givesTheSameRows() throws Exception {
    List<String> lines = CommandLine.korean(160);
    Path marker = directory.resolve("killed");
    Dataset<Row> result =
        TextTransformer.translate("translation-ko-en")
            .batch(4)
            .transform(rows(lines))
            .mapPartitions(
                new Killer(99, marker.toString()),
                Encoders.row(SCHEMA.add("translation", DataTypes.StringType)));
    List<String> found = translations(result);
    assertTrue(Files.exists(marker), "no executor was killed");
    assertEquals(CommandLine.run(directory, lines, "translate"), found);
  }

  /** Sorted here: Spark would compute all translations twice to sort them by ranges. */
  private static List<String> translations(Dataset<Row> rows) {
    return rows.select("id", "translation").collectAsList().stream()
        .sorted(Comparator.comparingInt(row -> row.getInt(0)))
        .map(row -> row.getString(1))
        .toList();
  }
}
