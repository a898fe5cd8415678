package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.Detokenizer;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.tokenize.DetokenizationDictionary;
import opennlp.tools.tokenize.DetokenizationDictionary.Operation;
import opennlp.tools.tokenize.DictionaryDetokenizer;

/**
 * Spaces English words that come without word of their spaces, as from a tokenized corpus.
 *
 * <p>By rule, with OpenNLP's detokenizer: it cannot know what was, only what is usual. Tokens that
 * carry their spaces need none of this; see {@link Detokenizer}. Thread-safe.
 */
public final class EnglishDetokenizer {
  private static final List<String> LEFT =
      List.of(
          ".", ",", ";", ":", "?", "!", "...", "…", "%", ")", "]", "}", "”", "’", "''", "n't",
          "N'T", "n’t", "'s", "'S", "’s", "'m", "’m", "'re", "’re", "'ve", "’ve", "'ll", "’ll",
          "'d", "’d", "'", "!!", "!!!", "??", "???", "?!", "....");
  private static final List<String> RIGHT =
      List.of("(", "[", "{", "“", "‘", "``", "$", "£", "€", "#");
  private static final List<String> BOTH = List.of("/", "-");

  private final DictionaryDetokenizer rules;

  /** Makes one. */
  public EnglishDetokenizer() {
    List<String> tokens = new ArrayList<>();
    List<Operation> operations = new ArrayList<>();
    add(tokens, operations, LEFT, Operation.MOVE_LEFT);
    add(tokens, operations, RIGHT, Operation.MOVE_RIGHT);
    add(tokens, operations, BOTH, Operation.MOVE_BOTH);
    add(tokens, operations, List.of("\""), Operation.RIGHT_LEFT_MATCHING);
    rules =
        new DictionaryDetokenizer(
            new DetokenizationDictionary(
                tokens.toArray(String[]::new), operations.toArray(Operation[]::new)));
  }

  private static void add(
      List<String> tokens, List<Operation> operations, List<String> added, Operation operation) {
    for (String token : added) {
      tokens.add(token);
      operations.add(operation);
    }
  }

  /** Returns the words as one line of usual English. */
  public String join(List<String> words) {
    return words.isEmpty() ? "" : rules.detokenize(words.toArray(String[]::new), null);
  }
}
