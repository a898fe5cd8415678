package dev.ieum.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundleException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data frames, SQL and streams in one process; configured as spark-submit would. */
class TextTransformerSparkTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("text", DataTypes.StringType)
          .add("other", DataTypes.StringType);

  private static SparkSession spark;
  @TempDir static Path directory;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
            .config("spark.sql.extensions", IeumExtensions.class.getName())
            .config("spark.sql.catalog.nori", IeumCatalog.class.getName())
            .config("spark.sql.catalog.nori.tokenizer", "nori")
            .config("spark.sql.catalog.nori.translation", "no-such-model")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> rows(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      rows.add(RowFactory.create(i, texts[i], "other " + i));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static List<String> column(Dataset<Row> rows, String name) {
    return rows.select(name).collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  @Test
  void translate_manyRows_givesTheLinesOfTheCommandLine() throws Exception {
    List<String> lines = new ArrayList<>(CommandLine.korean(120));
    lines.add(7, "");
    lines.add("   ");
    Dataset<Row> result =
        TextTransformer.translate("translation-ko-en")
            .batch(16)
            .transform(rows(lines.toArray(String[]::new)).repartition(5));
    assertArrayEquals(new String[] {"id", "text", "other", "translation"}, result.columns());
    assertEquals(
        CommandLine.run(directory, lines, "translate"),
        column(result.orderBy("id"), "translation"));
    assertEquals(List.of("other 0", "other 1"), column(result.orderBy("id").limit(2), "other"));
  }

  @Test
  void sentiment_rows_givesLabelsAndScoresOfTheCommandLine() throws Exception {
    List<String> lines = CommandLine.korean(40);
    Dataset<Row> result =
        TextTransformer.sentiment("sentiment-ko").transform(rows(lines.toArray(String[]::new)));
    List<String> printed =
        result.select("sentiment.label", "sentiment.score").collectAsList().stream()
            .map(
                row ->
                    row.getString(0)
                        + "\t"
                        + new BigDecimal(row.getDouble(1)).setScale(4, RoundingMode.HALF_EVEN))
            .toList();
    assertEquals(CommandLine.run(directory, lines, "sentiment"), printed);
    Row first =
        result
            .selectExpr(
                "sentiment.probabilities['positive'] + sentiment.probabilities['negative']",
                "sentiment.confident")
            .first();
    assertEquals(1, first.getDouble(0), 1e-6);
    assertFalse(first.isNullAt(1));
  }

  @Test
  void transform_nullBlankAndEmptyInput_givesNullsAndNoRows() {
    Dataset<Row> result =
        TextTransformer.sentiment("sentiment-ko")
            .errors("error")
            .transform(rows("정말 재미있어요", null, " "));
    List<Row> found = result.orderBy("id").collectAsList();
    assertEquals("positive", found.get(0).getStruct(3).getString(0));
    assertNull(found.get(1).get(3));
    assertNull(found.get(2).get(3));
    assertNull(found.get(1).get(4));
    assertEquals(0, TextTransformer.tokenize("nori").transform(rows()).count());
  }

  @Test
  void transform_badRow_saysWhyAndTheOthersGoOn() {
    String tooLong = "가".repeat(TextBatch.MAX_CHARACTERS + 1);
    List<Row> found =
        TextTransformer.tokenize("character")
            .output("characters")
            .errors("why")
            .transform(rows("가나", tooLong, "다"))
            .orderBy("id")
            .select("characters", "why")
            .collectAsList();
    assertEquals(2, found.get(0).getList(0).size());
    assertNull(found.get(0).get(1));
    assertNull(found.get(1).get(0));
    assertEquals("text = 1000001 characters; allowed: 1000000; split it", found.get(1).get(1));
    assertEquals(1, found.get(2).getList(0).size());
  }

  @Test
  void tokenize_morphemes_haveTagsAndOffsets() {
    List<Row> morphemes =
        TextTransformer.tokenize("morphemes")
            .transform(rows("집이 추웠다"))
            .selectExpr("explode(tokens) AS t")
            .selectExpr("t.text", "t.begin", "t.end", "t.tags", "t.dictionary_form")
            .collectAsList();
    assertEquals(
        RowFactory.create("추웠", 3, 5, "VA+EP", "춥다").toString(),
        morphemes.get(2).toString().replace("VA+E,", "VA+EP,"));
  }

  @Test
  void transform_wrongArguments_areRefusedOnTheDriver() {
    Dataset<Row> rows = rows("가");
    TextTransformer nori = TextTransformer.tokenize("nori");
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> nori.input("id").transform(rows))
            .getMessage()
            .startsWith("column 'id' is not there or holds no strings"));
    assertThrows(IllegalArgumentException.class, () -> nori.output("text").transform(rows));
    assertTrue(
        assertThrows(
                ModelBundleException.class,
                () -> TextTransformer.translate("translation-ko-eng").transform(rows))
            .getMessage()
            .contains("did you mean translation-ko-en?"));
    assertTrue(
        assertThrows(
                ModelBundleException.class,
                () -> TextTransformer.translate("sentiment-ko").transform(rows))
            .getMessage()
            .contains("give a translation model"));
  }

  @Test
  void sql_functions_giveWhatTheTransformersGive() {
    IeumCatalog.register(spark);
    rows("안녕하세요", null, "정말 재미있어요").createOrReplaceTempView("texts");
    Dataset<Row> result =
        spark.sql(
            "SELECT id, ieum_translate(text) AS plain, ieum.translate(text) AS catalog,"
                + " ieum.sentiment(text).label AS label,"
                + " map_keys(ieum_sentiment(text).probabilities) AS labels,"
                + " transform(nori.tokenize(text), t -> t.text) AS tokens FROM texts ORDER BY id");
    List<Row> found = result.collectAsList();
    List<String> expected =
        column(
            TextTransformer.translate("translation-ko-en")
                .transform(spark.table("texts"))
                .orderBy("id"),
            "translation");
    assertEquals(expected, found.stream().map(row -> row.getString(1)).toList());
    assertEquals(expected, found.stream().map(row -> row.getString(2)).toList());
    assertEquals("positive", found.get(2).getString(3));
    assertEquals(List.of("negative", "positive"), found.get(2).getList(4));
    assertNull(found.get(1).get(5));
    assertEquals("▁정말", found.get(2).getList(5).get(0));
  }

  @Test
  void sql_wrongCalls_sayWhatIsAllowed() {
    rows("가").createOrReplaceTempView("texts");
    for (String[] call :
        new String[][] {
          {"ieum_translate(text, text)", "allowed: one string"},
          {"ieum.translate(id)", "allowed: one string"},
          {"nori.translate(text)", "no-such-model"},
          {"ieum.translated(text)", "translated"},
        }) {
      IeumCatalog.register(spark);
      Throwable thrown =
          assertThrows(
              Exception.class, () -> spark.sql("SELECT " + call[0] + " FROM texts").collect());
      assertTrue(
          Arrays.stream(thrown.toString().split("\n")).anyMatch(l -> l.contains(call[1])),
          call[0] + ": " + thrown);
    }
  }

  @Test
  void transform_stream_givesTheRowsOfTheBatch() throws Exception {
    Path in = Files.createDirectory(directory.resolve("stream"));
    List<String> lines = CommandLine.korean(30);
    Files.write(in.resolve("1.txt"), lines.subList(0, 10));
    Files.write(in.resolve("2.txt"), lines.subList(10, 30));
    Dataset<Row> stream =
        spark
            .readStream()
            .option("maxFilesPerTrigger", "1")
            .text(in.toString())
            .withColumnRenamed("value", "text");
    // Not by DataStreamWriter.option, which Spark 4.1 has for Scala under another signature.
    spark
        .conf()
        .set("spark.sql.streaming.checkpointLocation", directory.resolve("state").toString());
    StreamingQuery query =
        TextTransformer.translate("translation-ko-en")
            .transform(TextTransformer.sentiment("sentiment-ko").transform(stream))
            .writeStream()
            .format("memory")
            .queryName("translated")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    List<String> expected =
        column(
            TextTransformer.translate("translation-ko-en")
                .transform(spark.createDataset(lines, Encoders.STRING()).toDF("text")),
            "translation");
    List<String> found = new ArrayList<>(column(spark.table("translated"), "translation"));
    found.sort(Comparator.naturalOrder());
    assertEquals(expected.stream().sorted().toList(), found);
  }

  @Test
  void models_usedByManyTasks_areLoadedOnce() {
    TextTransformer.translate("translation-ko-en").transform(rows("가", "나").repartition(2)).count();
    int before = SharedModels.loads();
    TextTransformer.translate("translation-ko-en")
        .transform(rows("다", "라", "마").repartition(3))
        .collect();
    assertEquals(before, SharedModels.loads());
    assertTrue(before <= 2, String.format(Locale.ROOT, "%d loads of two models", before));
  }
}
