package dev.ieum.tokenizers;

import java.util.ArrayList;
import java.util.List;

/** Sentences of a treebank in CoNLL-U. */
public final class Treebank {
  /** A word with its form, lemma and language's own tag; {@code space} when a space follows. */
  public record Word(String form, String lemma, String tag, boolean space) {}

  /** A sentence, its text, and whether a paragraph begins with it. */
  public record Sentence(String text, List<Word> words, boolean beginsParagraph) {}

  private Treebank() {}

  public static List<Sentence> read(String name) {
    List<Sentence> sentences = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    String text = "";
    boolean beginsParagraph = false;
    int multiwordEnd = 0;
    boolean multiwordSpace = true;
    for (String line : SharedData.lines("ud/" + name + ".conllu.gz")) {
      String[] columns = line.split("\t", -1);
      if (line.startsWith("# newdoc") || line.startsWith("# newpar")) {
        beginsParagraph = true;
      } else if (line.startsWith("# text = ")) {
        text = line.substring("# text = ".length());
      } else if (line.isEmpty()) {
        sentences.add(new Sentence(text, List.copyOf(words), beginsParagraph));
        words.clear();
        beginsParagraph = false;
        multiwordEnd = 0;
      } else if (columns.length == 10) {
        boolean space = !columns[9].contains("SpaceAfter=No");
        if (columns[0].contains("-")) {
          multiwordEnd = Integer.parseInt(columns[0].substring(columns[0].indexOf('-') + 1));
          multiwordSpace = space;
        } else if (!columns[0].contains(".")) {
          int id = Integer.parseInt(columns[0]);
          boolean spaced = id < multiwordEnd ? false : id == multiwordEnd ? multiwordSpace : space;
          words.add(new Word(columns[1], lemma(columns), columns[4], spaced));
        }
      }
    }
    return sentences;
  }

  // The lemma with all its morphemes; newer releases keep the first in its column.
  private static String lemma(String[] columns) {
    for (String feature : columns[9].split("\\|", -1)) {
      if (feature.startsWith("OrigLemma=")) {
        return feature.substring("OrigLemma=".length());
      }
    }
    return columns[2];
  }
}
