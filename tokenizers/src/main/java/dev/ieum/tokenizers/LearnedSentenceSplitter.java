package dev.ieum.tokenizers;

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
      int covered = paragraph.start();
      for (Span span : detector.sentPosDetect(paragraph.group())) {
        add(sentences, text, covered, paragraph.start() + span.getEnd());
        covered = paragraph.start() + span.getEnd();
      }
      add(sentences, text, covered, paragraph.end());
    }
    idle.add(detector);
    return List.copyOf(sentences);
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
