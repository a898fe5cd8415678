package dev.ieum.core.recipe;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.config.Settings;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A codec that splits texts into words and words into subwords for training: words are split once,
 * subwords again in every epoch, since subword dropout is random. Thread-safe.
 *
 * @param codec text to ids; its tokenizer splits words into subwords
 * @param kind how a text is cut into words
 */
public record Subwords(TextCodec codec, WordKind kind) {

  /** Makes a codec of subwords that were learned. */
  public static Subwords of(WordKind kind, ReversibleTokenizer words, BpeModel model) {
    return new Subwords(
        new TextCodec(new BpeTokenizer(words, model), Vocabulary.of(model.tokens())), kind);
  }

  /**
   * Reads those of a model.
   *
   * @param role of the tokenizer in the bundle
   * @throws ModelBundleException when the bundle contradicts itself
   */
  public static Subwords of(ModelBundle bundle, String role) throws IOException {
    TextCodec codec = TextCodec.open(bundle, role);
    return new Subwords(
        codec, TokenizerSpec.fromMap(bundle.manifest().tokenizers().get(role)).words());
  }

  /** Returns the word for the way in which texts of a language are cut unless settings say. */
  public static String usualWords(String language) {
    return (language.equals("ko") ? WordKind.NORI : WordKind.OPENNLP).key();
  }

  /**
   * Checks a setting, before anything is trained that no bundle could hold.
   *
   * @throws dev.ieum.core.config.ConfigException when {@code kind} has no subwords
   */
  public static void require(Settings settings, String key, WordKind kind) {
    if (!kind.holdsSubwords()) {
      String allowed =
          Arrays.stream(WordKind.values())
              .filter(WordKind::holdsSubwords)
              .map(WordKind::key)
              .collect(Collectors.joining(", "));
      throw settings.error(key, "holds no subwords; allowed: " + allowed);
    }
  }

  /** Returns the size of the vocabulary. */
  public int size() {
    return codec.vocabulary().size();
  }

  /**
   * Cuts a text into words.
   *
   * @param interned every word so far, so that equal ones share memory
   */
  public static List<String> words(List<Token> tokens, Map<String, String> interned) {
    return tokens.stream()
        .map(token -> interned.computeIfAbsent(token.text(), word -> word))
        .toList();
  }

  /** Returns the tokens of a text that are the words of these subwords. */
  public List<Token> words(String text) {
    return codec.tokenizer().words(text);
  }

  /** Returns the text that {@link #words} cut. */
  public String text(List<String> words) {
    return codec.decode(ids(words));
  }

  /** Returns the ids of words, EOS at the end, without dropout. */
  public int[] ids(List<String> words) {
    return codec.encodeWords(words);
  }

  /**
   * Returns the ids of words, EOS at the end.
   *
   * @param dropout share of merges passed over (Provilkov et al. 2020)
   * @param limit subwords at most
   */
  public int[] ids(List<String> words, double dropout, RandomGenerator random, int limit) {
    return codec.encodeWords(words, dropout, random, limit);
  }

  /** Returns how many subwords words have without dropout, EOS included. */
  public int length(List<String> words) {
    return codec.encodeWords(words).length;
  }

  /**
   * Adds vocabulary, subwords and tokenizer to a bundle.
   *
   * @param vocabulary role of the vocabulary
   * @param role of the tokenizer
   */
  public void write(ModelBundleWriter writer, String vocabulary, String role) throws IOException {
    String file = "tokenizer/" + vocabulary + ".bpe.txt";
    writer.text(file, codec.tokenizer().savedModel().orElseThrow());
    writer.vocabulary(vocabulary, codec.vocabulary().tokens());
    writer.tokenizer(role, new TokenizerSpec(kind).withBpeModel(file).toMap());
  }
}
