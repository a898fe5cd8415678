package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.spec.WordKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same tokens on every Java, platform and locale: digests of what Java 17 gives. */
class SameEverywhereTest {

  @ParameterizedTest
  @CsvSource({
    "WHITESPACE, ab227d893af77f6b",
    "OPENNLP, 35fb9dd898f1d6bd",
    "ENGLISH, b27dc298742b4f05",
    "NORI, b738c777b33bf9fd",
    "CHARACTER, c5387549afaec809",
    "JAMO, bf9d029aae67e093",
    "BYTE, f01b4997f69162c1"
  })
  void tokenize_hardTexts_givesTheTokensOfJava17(WordKind kind, String digest) {
    Assumptions.assumeTrue(
        kind != WordKind.NORI || NoriTokenizer.analyzerVersion().startsWith("Lucene 9."),
        "another dictionary");
    assertEquals(digest, digest(kind.open()));
  }

  private static String digest(Tokenizer tokenizer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : TokenizerContract.HARD_TEXTS) {
        List<Token> tokens = tokenizer.tokenize(text);
        digest.update(tokens.toString().getBytes(StandardCharsets.UTF_16BE));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
