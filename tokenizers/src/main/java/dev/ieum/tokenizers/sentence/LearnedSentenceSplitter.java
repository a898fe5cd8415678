package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.english.EnglishModel;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

/** OpenNLP's learned English sentences. Thread-safe: each call borrows a detector of its own. */
final class LearnedSentenceSplitter implements SentenceSplitter {
  private static final Pattern PARAGRAPH = Pattern.compile("(?:[^\n]++|\n(?!\n))++");

  private final SentenceModel model = EnglishModel.SENTENCES.open(SentenceModel::new);
  private final ConcurrentLinkedQueue<SentenceDetectorME> idle = new ConcurrentLinkedQueue<>();

  @Override
  public List<Sentence> split(String text) {
    SentenceDetectorME detector = idle.poll();
    if (detector == null) {
      detector = new SentenceDetectorME(model);
    }
    List<Sentence> sentences = new ArrayList<>();
    // OpenNLP reads on over empty lines.
    for (Matcher paragraph = PARAGRAPH.matcher(text); paragraph.find(); ) {
      String body = paragraph.group();
      for (int begin = 0; begin < body.length(); ) {
        int end = EnglishModel.pieceEnd(body, begin);
        int at = paragraph.start() + begin;
        split(detector, body.substring(begin, end), at, sentences, text);
        begin = end;
      }
    }
    idle.add(detector);
    return List.copyOf(sentences);
  }

  private static void split(
      SentenceDetectorME detector, String piece, int at, List<Sentence> sentences, String text) {
    int covered = at;
    for (Span span : detector.sentPosDetect(piece)) {
      add(sentences, text, covered, at + span.getEnd());
      covered = at + span.getEnd();
    }
    add(sentences, text, covered, at + piece.length());
  }

  /** OpenNLP trims more than white space (U+001C); what it trims stays in the sentence. */
  private static void add(List<Sentence> sentences, String text, int from, int to) {
    int begin = SentenceMarks.skipSpace(text, from);
    int end = to;
    while (end > begin && WhiteSpace.is(text.charAt(end - 1))) {
      end--;
    }
    if (end > begin) {
      sentences.add(new Sentence(text.substring(begin, end), begin, end));
    }
  }
}
