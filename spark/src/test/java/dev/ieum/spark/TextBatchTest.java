package dev.ieum.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.TokenizerException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class TextBatchTest {

  /** Upper case; some texts fail, as a broken model might. */
  private record Loud(Class<? extends RuntimeException> failure) implements TextFunction {
    @Override
    public String name() {
      return "loud";
    }

    @Override
    public String description() {
      return "raises its voice";
    }

    @Override
    public DataType type() {
      return DataTypes.StringType;
    }

    @Override
    public List<Object> apply(List<String> texts) {
      if (texts.contains("bad")) {
        throw failure == CancellationException.class
            ? new CancellationException("enough")
            : new IllegalArgumentException("text = bad; allowed: good ones");
      }
      return texts.stream().<Object>map(String::toUpperCase).toList();
    }
  }

  private static final TextFunction LOUD = new Loud(IllegalArgumentException.class);

  @Test
  void compute_nullAndBadTexts_costNoOtherItsResult() {
    List<TextBatch.Result> results =
        TextBatch.compute(LOUD, Arrays.asList("a", null, "bad", "b", "c"));
    assertEquals(
        Arrays.asList("A", null, null, "B", "C"),
        results.stream().map(TextBatch.Result::value).toList());
    assertEquals("text = bad; allowed: good ones", results.get(2).error());
    assertNull(results.get(1).error());
  }

  @Test
  void compute_tooLongText_isAnErrorWithTheLimit() {
    String tooLong = "x".repeat(TextBatch.MAX_CHARACTERS + 1);
    List<TextBatch.Result> results = TextBatch.compute(LOUD, List.of(tooLong, "a"));
    assertEquals("text = 1000001 characters; allowed: 1000000; split it", results.get(0).error());
    assertEquals("A", results.get(1).value());
  }

  @Test
  void compute_cancelled_endsTheTask() {
    TextFunction cancelled = new Loud(CancellationException.class);
    assertThrows(
        CancellationException.class, () -> TextBatch.compute(cancelled, List.of("bad", "a")));
  }

  @Test
  void tokenize_unknownKind_isRefusedWithWhatIsAllowed() {
    String message =
        assertThrows(TokenizerException.class, () -> TextTransformer.tokenize("noir")).getMessage();
    assertTrue(message.startsWith("tokenizer = noir; allowed: morphemes, whitespace"), message);
  }

  @Test
  void batch_outsideItsRange_isRefused() {
    TextTransformer nori = TextTransformer.tokenize("nori");
    assertThrows(IllegalArgumentException.class, () -> nori.batch(0));
  }
}
