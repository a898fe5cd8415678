package dev.ieum.lucene;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.korean.UserDictionary.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.QueryBuilder;
import org.junit.Test;

public class IeumAnalyzerTest extends BaseTokenStreamTestCase {

  @Test
  public void tokenStream_negatedSentences_keepNegatorsAndLeaveGaps() throws IOException {
    try (Analyzer analyzer = new IeumAnalyzer()) {
      assertAnalyzesTo(
          analyzer,
          "영화는 안 재밌었다.",
          new String[] {"영화", "안", "재밌"},
          new int[] {0, 4, 6},
          new int[] {2, 5, 8},
          new int[] {1, 2, 1});
      assertAnalyzesTo(analyzer, "못 봤다", new String[] {"못", "보"});
      assertAnalyzesTo(analyzer, "아주 좋다", new String[] {"좋"});
    }
  }

  @Test
  public void tokenStream_foreignWords_areLowerCasedAndHanjaIsRead() throws IOException {
    try (Analyzer analyzer = new IeumAnalyzer()) {
      assertAnalyzesTo(analyzer, "Lucene 漢字", new String[] {"lucene", "한자"});
      assertEquals("lucene", analyzer.normalize("field", "Lucene").utf8ToString());
    }
  }

  @Test
  public void tokenStream_userDictionary_keepsItsWords() throws IOException {
    UserDictionary words = new UserDictionary(List.of(new Word("꿀노잼영화")));
    try (Analyzer analyzer = new IeumAnalyzer(words)) {
      assertAnalyzesTo(analyzer, "꿀노잼영화를", new String[] {"꿀노잼영화"});
    }
  }

  @Test
  public void search_negatedQuery_findsTheNegatedDocumentAlone() throws IOException {
    try (Analyzer analyzer = new IeumAnalyzer();
        Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (String text : List.of("배우가 안 웃긴다", "배우가 웃긴다")) {
          Document document = new Document();
          document.add(new TextField("text", text, Field.Store.YES));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        QueryBuilder queries = new QueryBuilder(analyzer);
        IndexSearcher searcher = new IndexSearcher(reader);
        assertEquals(1, searcher.count(queries.createPhraseQuery("text", "안 웃겼다")));
        assertEquals(2, searcher.count(queries.createPhraseQuery("text", "웃겼다")));
      }
    }
  }

  @Test
  public void tokenStream_randomText_keepsLucenesContract() throws IOException {
    try (Analyzer analyzer = new IeumAnalyzer()) {
      checkRandomData(random(), analyzer, 50);
      checkRandomData(random(), analyzer, 5, 2000);
    }
  }

  @Test
  public void tokenStream_overTokenizer_givesItsTokens() throws IOException {
    Tokenizer tokenizer = new NoriTokenizer();
    try (Analyzer analyzer = IeumAnalyzer.of(tokenizer)) {
      assertAnalyzesTo(
          analyzer,
          "안 재밌는 영화",
          new String[] {"안", "재밌", "는", "영화"},
          new int[] {0, 2, 4, 6},
          new int[] {1, 4, 5, 8});
      for (int i = 0; i < 200; i++) {
        String text = TestUtil.randomAnalysisString(random(), 60, false);
        List<Token> expected =
            tokenizer.tokenize(text).stream()
                .map(t -> new Token(ReversibleTokenizer.literal(t.text()), t.begin(), t.end()))
                .filter(t -> !t.text().isEmpty())
                .toList();
        assertEquals(expected, tokens(analyzer, text));
      }
    }
  }

  private static List<Token> tokens(Analyzer analyzer, String text) throws IOException {
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
}
