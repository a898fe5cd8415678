package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    "WHITESPACE, 686d55cff7d3c8bf",
    "OPENNLP, f7949053d764a696",
    "ENGLISH, 5cb19511598d410c",
    "NORI, d0ac51d496dc3747",
    "CHARACTER, 2bd91e9554b7f8ff",
    "JAMO, 7e7608a00949646b",
    "BYTE, 196cfa7a08065748"
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
