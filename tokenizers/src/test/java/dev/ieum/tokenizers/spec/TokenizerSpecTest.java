package dev.ieum.tokenizers.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerSpecTest {

  private static TokenizerSpec.Files files(Map<String, String> files) {
    return name -> {
      if (!files.containsKey(name)) {
        throw new FileNotFoundException(name);
      }
      return new StringReader(files.get(name));
    };
  }

  @ParameterizedTest
  @EnumSource(WordKind.class)
  void toMap_fromMap_isTheSame(WordKind kind) throws IOException {
    TokenizerSpec spec =
        new TokenizerSpec(kind).withNoisyText(Set.of(NoisyText.Step.REPEATS, NoisyText.Step.LINKS));
    assertEquals("links,repeats", spec.toMap().get("noisy_text"));
    assertEquals(spec, TokenizerSpec.fromMap(spec.toMap()));
    assertEquals(kind.open().getClass(), new TokenizerSpec(kind).open(files(Map.of())).getClass());
  }

  @Test
  void open_allFiles_tokenizesWithThem() throws IOException {
    StringWriter bpe = new StringWriter();
    TokenizerContract.koreanModel().write(bpe);
    TokenizerSpec spec =
        TokenizerSpec.fromMap(
            Map.of("words", "nori", "bpe_model", "t/bpe.txt", "user_dictionary", "t/words.txt"));
    ReversibleTokenizer tokenizer =
        spec.open(files(Map.of("t/bpe.txt", bpe.toString(), "t/words.txt", "# slang\n노잼\n")));
    assertEquals("▁노잼", ((BpeTokenizer) tokenizer).words("노잼이다").get(0).text());
    TokenizerContract.assertRoundTrip(tokenizer, "노잼이다, 정말 재미있는 영화였다.");
  }

  @Test
  void openForReading_noisyText_isTidied() throws IOException {
    TokenizerSpec spec =
        new TokenizerSpec(WordKind.WHITESPACE).withNoisyText(Set.of(NoisyText.Step.REPEATS));
    assertEquals(
        new Token("▁ㅋㅋ", 0, 5), spec.openForReading(files(Map.of())).tokenize("ㅋㅋㅋㅋㅋ").get(0));
    assertThrows(TokenizerException.class, () -> spec.open(files(Map.of())));
  }

  @Test
  void open_missingFile_throwsIoException() {
    TokenizerSpec spec = new TokenizerSpec(WordKind.NORI).withBpeModel("bpe.txt");
    assertThrows(IOException.class, () -> spec.open(files(Map.of())));
  }

  @Test
  void fromMap_mistakes_sayWhatIsAllowed() {
    assertMessage(
        "tokenizer: unknown key = word; allowed: words, bpe_model, user_dictionary, noisy_text",
        Map.of("word", "nori"));
    assertMessage("tokenizer: words is missing; it is required", Map.of());
    assertMessage(
        "tokenizer: user_dictionary = d with words = opennlp; a user dictionary needs nori",
        Map.of("words", "opennlp", "user_dictionary", "d"));
  }

  private static void assertMessage(String message, Map<String, String> map) {
    TokenizerException e = assertThrows(TokenizerException.class, () -> TokenizerSpec.fromMap(map));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a//b", "C:\\x", "a\\b", ".", "a/"})
  void spec_nameOutsideTheBundle_isRefused(String name) {
    TokenizerSpec spec = new TokenizerSpec(WordKind.NORI);
    assertThrows(TokenizerException.class, () -> spec.withBpeModel(name));
  }
}
