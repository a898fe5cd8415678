package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.PartOfSpeech;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamFactoryTestCase;
import org.apache.lucene.tests.util.StringMockResourceLoader;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.ResourceLoader;
import org.junit.Test;

public class IeumFactoriesTest extends BaseTokenStreamFactoryTestCase {

  private static Tokenizer tokenizer(String text, String... parameters) throws IOException {
    return tokenizer(new ClasspathResourceLoader(IeumFactoriesTest.class), text, parameters);
  }

  private static Tokenizer tokenizer(ResourceLoader loader, String text, String... parameters)
      throws IOException {
    IeumTokenizerFactory factory =
        (IeumTokenizerFactory) TokenizerFactory.forName(IeumTokenizerFactory.NAME, map(parameters));
    factory.inform(loader);
    Tokenizer tokenizer = factory.create();
    tokenizer.setReader(new StringReader(text));
    return tokenizer;
  }

  private static TokenStream filtered(TokenStream input, String... parameters) {
    return TokenFilterFactory.forName(IeumPartOfSpeechFilterFactory.NAME, map(parameters))
        .create(input);
  }

  private static Map<String, String> map(String... parameters) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return map;
  }

  private static void assertRefused(String said, String... parameters) {
    Throwable thrown = expectThrows(Throwable.class, () -> tokenizer("가", parameters));
    StringBuilder messages = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      messages.append(t.getMessage()).append('\n');
    }
    assertTrue(messages.toString(), messages.toString().contains(said));
  }

  @Test
  public void tokenizer_mixed_givesPartsAfterTheirWholeAsAGraph() throws IOException {
    assertTokenStreamContents(
        tokenizer("가락지나물이", "decompound", "mixed"),
        new String[] {"가락지나물", "가락지", "나물", "이"},
        new int[] {0, 0, 3, 5},
        new int[] {5, 3, 5, 6},
        null,
        new int[] {1, 0, 1, 1},
        new int[] {2, 1, 1, 1},
        6);
  }

  @Test
  public void tokenizer_eachDecompound_splitsCompounds() throws IOException {
    assertTokenStreamContents(
        tokenizer("가락지나물이", "decompound", "none"), new String[] {"가락지나물", "이"});
    assertTokenStreamContents(tokenizer("가락지나물이"), new String[] {"가락지", "나물", "이"});
  }

  @Test
  public void tokenizer_punctuation_isLeftOutUnlessWanted() throws IOException {
    assertTokenStreamContents(tokenizer("(영화), 😀!"), new String[] {"영화", "😀"});
    assertTokenStreamContents(
        tokenizer("(영화)!", "punctuation", "true"), new String[] {"(", "영화", ")", "!"});
  }

  @Test
  public void tokenizer_hanja_isReadUnlessUnwanted() throws IOException {
    assertTokenStreamContents(tokenizer("漢字"), new String[] {"한자"});
    assertTokenStreamContents(tokenizer("漢字", "readings", "false"), new String[] {"漢字"});
  }

  @Test
  public void tokenizer_userDictionary_isReadByTheLoader() throws IOException {
    assertTokenStreamContents(
        tokenizer(
            new StringMockResourceLoader("# 영화\n꿀노잼영화\n"), "꿀노잼영화를", "userDictionary", "words.txt"),
        new String[] {"꿀노잼영화", "를"});
    IllegalArgumentException bad =
        expectThrows(
            IllegalArgumentException.class,
            () ->
                tokenizer(
                    new StringMockResourceLoader("영화\n영화\n"), "가", "userDictionary", "words.txt"));
    assertTrue(bad.getMessage(), bad.getMessage().contains("words.txt:2: word = 영화"));
  }

  @Test
  public void tokenizer_noisyText_isNormalizedFirst() throws IOException {
    assertTokenStreamContents(
        filtered(
            tokenizer("재밌닼ㅋㅋㅋㅋㅋㅋㅋ", "normalize", "reviews", "slang", "true"), "tags", "IC,NNG"),
        new String[] {"재밌", "다"});
  }

  @Test
  public void tokenizer_otherKind_givesItsTokensWithoutMarks() throws IOException {
    assertTokenStreamContents(
        tokenizer("가 나", "kind", "character"),
        new String[] {"가", "나"},
        new int[] {0, 2},
        new int[] {1, 3});
  }

  @Test
  public void tokenizer_attributes_sayPartOfSpeechAndNegation() throws IOException {
    try (Tokenizer tokenizer = tokenizer("안 갔다")) {
      MorphemeAttribute morpheme = tokenizer.addAttribute(MorphemeAttribute.class);
      TypeAttribute type = tokenizer.addAttribute(TypeAttribute.class);
      tokenizer.reset();
      assertTrue(tokenizer.incrementToken());
      assertEquals(PartOfSpeech.MAG, morpheme.getPartOfSpeech());
      assertEquals("MAG", type.type());
      assertTrue(morpheme.isNegator());
      assertTrue(tokenizer.incrementToken());
      assertEquals(PartOfSpeech.VV, morpheme.getPartOfSpeech());
      assertFalse(morpheme.isNegator());
    }
  }

  @Test
  public void filter_tags_dropThemButNegatorsOnlyOnRequest() throws IOException {
    assertTokenStreamContents(
        filtered(tokenizer("아주 안 좋은데"), "tags", "MAG,E"),
        new String[] {"안", "좋"},
        new int[] {3, 5},
        new int[] {4, 6},
        new int[] {2, 1});
    assertTokenStreamContents(
        filtered(tokenizer("아주 안 좋은데"), "tags", "MAG,E", "keepNegators", "false"),
        new String[] {"좋"});
  }

  @Test
  public void parameters_wrong_areRefusedWithWhatIsAllowed() {
    assertRefused("decompound", "decompound", "mix");
    assertRefused("normalize = loud; allowed: reviews", "normalize", "loud");
    assertRefused("kind = jamo with one of", "kind", "jamo", "readings", "true");
    assertRefused("parameters = [stopTags]; allowed: kind", "stopTags", "E");
    assertRefused("a user dictionary needs nori", "kind", "jamo", "slang", "true");
    Throwable tags = expectThrows(Throwable.class, () -> filtered(tokenizer("가"), "tags", "NOUN"));
    assertTrue(String.valueOf(tags.getCause()), tags.toString().contains("tags = NOUN; allowed"));
  }

  @Test
  public void factories_names_areKnownToLucene() {
    assertTrue(TokenizerFactory.availableTokenizers().contains("ieum"));
    assertTrue(TokenFilterFactory.availableTokenFilters().contains("ieumPartOfSpeech"));
    expectThrows(UnsupportedOperationException.class, IeumTokenizerFactory::new);
    expectThrows(UnsupportedOperationException.class, IeumPartOfSpeechFilterFactory::new);
  }
}
