package dev.ieum.seq2seq.text;

import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.text.PreparedLine.Section;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.entity.Entity;
import dev.ieum.tokenizers.entity.EntityRecognizer;
import dev.ieum.tokenizers.entity.EntityRendering;
import dev.ieum.tokenizers.entity.PassThrough;
import dev.ieum.tokenizers.sentence.SentenceSplitter;
import dev.ieum.tokenizers.sentence.SentenceSplitter.Sentence;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands around a translation network: lines as people write them become sentences such as it
 * was trained on, and their translations become lines again.
 *
 * <p>A line is cut into sentences, and the white space between them stays; where a writer left it
 * out, the translation has a space. A sentence with nothing to translate stays as it is, its
 * entities rendered. From others tags, emoji and character references are taken out and put back
 * where their words went; compatibility forms and invisible characters are read as plain ones;
 * capitals become lower case and the translation capitals; and entities are put into the
 * translation as they were. Immutable and thread-safe.
 */
public final class TextPipeline {
  private static final Pattern BLOCK =
      Pattern.compile(
          "</?(?:br|hr|p|div|li|ul|ol|dl|dt|dd|table|td|th|tr|h[1-6]|section|article)(?=[\\s/>])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LAYOUT = Pattern.compile("#{1,6}|[-+*]|>+|\\d+[.)]");

  private final String source;
  private final String target;
  private final TextCodec sourceCodec;
  private final TextCodec targetCodec;
  private final SentenceSplitter splitter;
  private final boolean standIns;

  private TextPipeline(String source, String target, TextCodec sourceCodec, TextCodec targetCodec) {
    this.source = source;
    this.target = target;
    this.sourceCodec = sourceCodec;
    this.targetCodec = targetCodec;
    splitter =
        switch (source) {
          case "ko" -> SentenceSplitter.korean();
          case "en" -> SentenceSplitter.english();
          default -> TextPipeline::whole;
        };
    standIns = source.equals("ko") && target.equals("en") && isWord(targetCodec, "Tom");
  }

  /**
   * Makes the pipeline of a model.
   *
   * @param languages source and target, codes of ISO 639-1
   */
  public static TextPipeline of(List<String> languages, TextCodec source, TextCodec target) {
    return new TextPipeline(
        languages.isEmpty() ? "" : languages.get(0),
        languages.size() < 2 ? "" : languages.get(1),
        source,
        target);
  }

  /** Makes a line ready for the network; a blank one has no sentences. */
  public PreparedLine prepare(String line) {
    List<Section> sections = new ArrayList<>();
    List<Entity> own = new ArrayList<>();
    int begin = 0;
    for (Entity entity : EntityRecognizer.find(line)) {
      if (!isApart(entity, line)) {
        own.add(shifted(entity, begin));
        continue;
      }
      addSentences(line.substring(begin, entity.begin()), begin, own, sections);
      sections.add(Section.fixed(entity.begin(), entity.in(line)));
      begin = entity.end();
      own.clear();
    }
    addSentences(line.substring(begin), begin, own, sections);
    return new PreparedLine(sections);
  }

  /** Whether an entity stands between sentences: a block's tag, a list's or heading's mark. */
  private static boolean isApart(Entity entity, String line) {
    String text = entity.in(line);
    return switch (entity.kind()) {
      case TAG -> BLOCK.matcher(text).lookingAt();
      case MARKDOWN ->
          LAYOUT.matcher(text).matches()
              && line.substring(0, entity.begin()).isBlank()
              && entity.end() < line.length()
              && WhiteSpace.is(line.charAt(entity.end()));
      default -> false;
    };
  }

  private static Entity shifted(Entity entity, int by) {
    return new Entity(entity.kind(), entity.begin() - by, entity.end() - by);
  }

  /**
   * Adds the sentences of a text, and the white space around them but that at the line's begin.
   *
   * @param begin where {@code text} begins in the line
   */
  private void addSentences(String text, int begin, List<Entity> entities, List<Section> sections) {
    int done = 0;
    int next = 0;
    for (Sentence sentence : splitter.split(text, entities)) {
      addSpace(text.substring(done, sentence.begin()), begin + done, sections);
      List<Entity> own = new ArrayList<>();
      while (next < entities.size() && entities.get(next).begin() < sentence.end()) {
        own.add(shifted(entities.get(next++), sentence.begin()));
      }
      Section section = section(sentence.text(), begin + sentence.begin(), own);
      boolean glued = done > 0 && done == sentence.begin() && section.sentence().isPresent();
      if (glued && sections.get(sections.size() - 1).sentence().isPresent()) {
        sections.add(Section.fixed(section.begin(), " ")); // missing in the source
      }
      sections.add(section);
      done = sentence.end();
    }
    addSpace(text.substring(done), begin + done, sections);
  }

  private static void addSpace(String space, int begin, List<Section> sections) {
    if (!space.isEmpty() && !sections.isEmpty()) {
      sections.add(Section.fixed(begin, space));
    }
  }

  private Section section(String text, int begin, List<Entity> entities) {
    if (!PassThrough.applies(text, entities, source)) {
      return new Section(begin, "", Optional.of(new PreparedSentence(text, entities, this)));
    }
    StringBuilder rendered = new StringBuilder();
    int done = 0;
    for (Entity entity : entities) {
      rendered.append(text, done, entity.begin());
      rendered.append(EntityRendering.render(entity.kind(), entity.in(text), target));
      done = entity.end();
    }
    return Section.fixed(begin, rendered.append(text, done, text.length()).toString());
  }

  /** For other languages than Korean and English, a line is a sentence. */
  private static List<Sentence> whole(String text) {
    int begin = 0;
    int end = text.length();
    while (end > 0 && WhiteSpace.is(text.charAt(end - 1))) {
      end--;
    }
    while (begin < end && WhiteSpace.is(text.charAt(begin))) {
      begin++;
    }
    return begin == end ? List.of() : List.of(new Sentence(text.substring(begin, end), begin, end));
  }

  String target() {
    return target;
  }

  /** Whether the writing of the source has capitals. */
  boolean cased() {
    return !source.equals("ko");
  }

  /** Whether a final mark is added where it lacks. */
  boolean marks() {
    return source.equals("ko");
  }

  /** Whether words that the network knows may stand for entities. */
  boolean standIns() {
    return standIns;
  }

  /** Whether the network knows a name: one token on both sides. */
  boolean isKnown(String name) {
    return isWord(sourceCodec, name) && isWord(targetCodec, name);
  }

  private static boolean isWord(TextCodec codec, String word) {
    return codec.vocabulary().id(ReversibleTokenizer.write(true, word)) != Vocabulary.UNK;
  }
}
