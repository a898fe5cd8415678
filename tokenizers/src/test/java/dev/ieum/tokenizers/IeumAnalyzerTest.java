package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.tokenizers.korean.NoriTokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;

class IeumAnalyzerTest {

  private static List<Token> analyze(Analyzer analyzer, String text) throws IOException {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("field", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
      assertEquals(text.length(), offset.endOffset());
    }
    return tokens;
  }

  @Test
  void tokenStream_korean_keepsParticlesAndNegators() throws IOException {
    try (Analyzer analyzer = new IeumAnalyzer(new NoriTokenizer())) {
      assertEquals(
          List.of(
              new Token("안", 0, 1),
              new Token("재밌", 2, 4),
              new Token("는", 4, 5),
              new Token("영화", 6, 8)),
          analyze(analyzer, "안 재밌는 영화"));
    }
  }

  @Test
  void tokenStream_anyTextTwice_givesTheTokens() throws IOException {
    Random random = new Random(8);
    Tokenizer tokenizer = new NoriTokenizer();
    try (Analyzer analyzer = new IeumAnalyzer(tokenizer)) {
      for (int i = 0; i < 500; i++) {
        String text = TokenizerContract.randomText(random);
        List<Token> expected =
            tokenizer.tokenize(text).stream()
                .map(t -> new Token(ReversibleTokenizer.literal(t.text()), t.begin(), t.end()))
                .toList();
        assertEquals(expected, analyze(analyzer, text));
      }
    }
  }

  @Test
  void tokenizeAll_parallelStream_keepsTheOrder() {
    Tokenizer tokenizer = new NoriTokenizer();
    List<String> lines = IntStream.range(0, 2_000).mapToObj(i -> "문장 " + i + "번은 재미있었다.").toList();
    List<List<Token>> alone = lines.stream().map(tokenizer::tokenize).toList();
    assertEquals(alone, tokenizer.tokenizeAll(lines.parallelStream()).toList());
  }
}
