package dev.ieum.spark;

import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.Morpheme;
import dev.ieum.tokenizers.spec.WordKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Splits texts: {@code array<struct<text, begin, end>>}, offsets in UTF-16 units. The kind {@value
 * #MORPHEMES} adds {@code tags} and {@code dictionary_form}.
 *
 * @param kind {@value #MORPHEMES} or the key of a {@link WordKind}
 */
record TokenizeFunction(String kind) implements TextFunction {
  static final String MORPHEMES = "morphemes";

  private static final Map<WordKind, Tokenizer> TOKENIZERS = new ConcurrentHashMap<>();

  /** Begun when first used, and kept: the dictionary takes a moment to load. */
  private static final class Morphology {
    static final KoreanMorphology SHARED = new KoreanMorphology();
  }

  TokenizeFunction {
    if (!kind.equals(MORPHEMES) && Arrays.stream(WordKind.values()).noneMatch(k -> is(k, kind))) {
      throw new TokenizerException(
          "tokenizer = %s; allowed: %s, %s; correct it"
              .formatted(
                  kind,
                  MORPHEMES,
                  Arrays.stream(WordKind.values())
                      .map(WordKind::key)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static boolean is(WordKind wordKind, String key) {
    return wordKind.key().equals(key);
  }

  @Override
  public String name() {
    return "tokenize";
  }

  @Override
  public String description() {
    return "splits a text into tokens";
  }

  @Override
  public DataType type() {
    List<StructField> fields = new ArrayList<>();
    fields.add(DataTypes.createStructField("text", DataTypes.StringType, false));
    fields.add(DataTypes.createStructField("begin", DataTypes.IntegerType, false));
    fields.add(DataTypes.createStructField("end", DataTypes.IntegerType, false));
    if (kind.equals(MORPHEMES)) {
      fields.add(DataTypes.createStructField("tags", DataTypes.StringType, false));
      fields.add(DataTypes.createStructField("dictionary_form", DataTypes.StringType, false));
    }
    return DataTypes.createArrayType(DataTypes.createStructType(fields), false);
  }

  @Override
  public List<Object> apply(List<String> texts) {
    return texts.stream().<Object>map(this::split).toList();
  }

  private Object[] split(String text) {
    if (kind.equals(MORPHEMES)) {
      return Morphology.SHARED.analyze(text).stream()
          .flatMap(eojeol -> eojeol.morphemes().stream())
          .map(TokenizeFunction::fields)
          .toArray();
    }
    Tokenizer tokenizer = TOKENIZERS.computeIfAbsent(WordKind.of(kind), WordKind::open);
    return tokenizer.tokenize(text).stream().map(TokenizeFunction::fields).toArray();
  }

  private static Fields fields(Token token) {
    return new Fields(token.text(), token.begin(), token.end());
  }

  private static Fields fields(Morpheme morpheme) {
    return new Fields(
        morpheme.surface(),
        morpheme.begin(),
        morpheme.end(),
        morpheme.tags(),
        morpheme.dictionaryForm());
  }
}
