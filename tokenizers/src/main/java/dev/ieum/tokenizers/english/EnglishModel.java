package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Apache OpenNLP's published English models (trained on UD English EWT), sought on the class path.
 *
 * <p>They are named one by one with their checksums: OpenNLP's own finder scans the class path for
 * jar names and checks none.
 */
public enum EnglishModel {
  TOKENIZER(
      "opennlp-models-tokenizer-en",
      "opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin",
      "95139111197ba9f1165fc12be8d4cbac05ea3912f995d167efa1a0e04e3e649a"),
  SENTENCES(
      "opennlp-models-sentdetect-en",
      "opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin",
      "4de58d12b09421003c8b1ba13e8b58ec533b28e1f22a65272119dc0993d333e8");

  private static final String VERSION = "1.3.0";
  private static final int LONGEST_WORD = 1_000;

  private final String artifact;
  private final String resource;
  private final String sha256;

  EnglishModel(String artifact, String resource, String sha256) {
    this.artifact = artifact;
    this.resource = resource;
    this.sha256 = sha256;
  }

  /** Reads what a model's bytes hold. */
  @FunctionalInterface
  public interface ModelReader<T> {
    T read(InputStream bytes) throws IOException;
  }

  /**
   * Opens the model from {@code loader}.
   *
   * @throws TokenizerException when it is not there or is another one
   */
  public <T> T open(ClassLoader loader, ModelReader<T> reader) {
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new TokenizerException(
            "opennlp: %s is not on the class path; add org.apache.opennlp:%s:%s"
                .formatted(resource, artifact, VERSION));
      }
      byte[] bytes = stream.readAllBytes();
      String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      if (!found.equals(sha256)) {
        throw new TokenizerException(
            "opennlp: SHA-256 of %s = %s; allowed: %s, as in %s:%s"
                .formatted(resource, found, sha256, artifact, VERSION));
      }
      return reader.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("opennlp: " + resource, e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /**
   * Returns where the next piece for OpenNLP ends that begins at {@code from}: in the first word of
   * more than {@value #LONGEST_WORD} characters, else at the text's end. OpenNLP looks at a whole
   * word from each of its characters, which takes the square of its length.
   */
  public static int pieceEnd(String text, int from) {
    int word = from;
    for (int at = from; at < text.length(); at++) {
      if (WhiteSpace.is(text.charAt(at))) {
        word = at + 1;
      } else if (at - word >= LONGEST_WORD && !Graphemes.splitsPair(text, at)) {
        return at;
      }
    }
    return text.length();
  }

  /** Opens the model from the class path of this thread. */
  public <T> T open(ModelReader<T> reader) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean known = context != null && context.getResource(resource) != null;
    return open(known ? context : EnglishModel.class.getClassLoader(), reader);
  }
}
