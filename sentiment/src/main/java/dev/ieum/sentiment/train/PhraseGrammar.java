package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import dev.ieum.tokenizers.text.Hangul;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constructs labelled texts from the templates of a file: what a corpus shows too rarely to be
 * learned, such as negation. Immutable.
 *
 * <p>A line is one of four things: a comment after {@code #}; {@code swap A B}, which names two
 * slots of opposite meaning; {@code NAME: one | another}, the words of a slot, which may contain
 * slots and may be empty; {@code LABEL: template}, or {@code LABEL/OTHER: template}, which also
 * gives the other label to the template with its slots swapped. In a template {@code {NAME}} stands
 * for a word of the slot, {@code {NAME?}} for one or nothing, {@code {NAME+ENDING}} for a Korean
 * stem with an ending ({@link KoreanEnding}), or with one of a slot ({@code +$NAME}), or for a word
 * with the particle that fits, as in {@code +이/가}. {@code a(n)} becomes a or an.
 */
final class PhraseGrammar {
  private static final Pattern SLOT = Pattern.compile("\\{([^{}+?|]+)(?:\\+([^{}?|]+))?(\\?)?\\}");
  private static final Pattern ARTICLE = Pattern.compile("\\ba\\(n\\)(?= ([a-z]))");
  private static final int DEEPEST = 8;
  private static final int ATTEMPTS = 30;

  private record Template(String text, int label, boolean swapped) {}

  private final Path file;
  private final Map<String, List<String>> slots = new LinkedHashMap<>();
  private final Map<String, String> opposites = new HashMap<>();
  private final List<List<Template>> templates = new ArrayList<>();

  /**
   * Reads a file.
   *
   * @throws ConfigException naming the line that is wrong
   * @throws IOException when the file cannot be read
   */
  PhraseGrammar(Path file, LabelSet labels) throws IOException {
    this.file = file;
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      read(lines.get(i).strip(), i + 1, labels);
    }
    if (templates.isEmpty()) {
      throw new ConfigException(
          file + ": templates = 0; at least one is needed, as in 'positive: not {bad}'");
    }
    for (List<Template> pair : templates) {
      requireSlots(pair.get(0).text(), 0);
    }
  }

  private void read(String line, int number, LabelSet labels) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] swap = line.split(" +", -1);
    if (swap[0].equals("swap") && swap.length == 3) {
      opposites.put(swap[1], swap[2]);
      opposites.put(swap[2], swap[1]);
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new ConfigException(
          "%s:%d: %s; allowed: 'LABEL: template', 'NAME: word | word', 'swap A B', a comment after #"
              .formatted(file, number, line));
    }
    String key = line.substring(0, colon).strip();
    String text = line.substring(colon + 1).strip();
    String[] sides = key.split("/", 2);
    Optional<Integer> label = labels.find(sides[0]);
    if (label.isEmpty()) {
      List<String> words = slots.computeIfAbsent(key, name -> new ArrayList<>());
      for (String word : text.split("\\|", -1)) {
        words.add(word.strip());
      }
      return;
    }
    List<Template> pair = new ArrayList<>(List.of(new Template(text, label.get(), false)));
    if (sides.length == 2) {
      int other =
          labels
              .find(sides[1])
              .orElseThrow(
                  () ->
                      new ConfigException(
                          "%s:%d: label = %s; allowed: %s"
                              .formatted(file, number, sides[1], labels.names())));
      pair.add(new Template(text, other, true));
    }
    templates.add(pair);
  }

  private void requireSlots(String text, int depth) {
    Matcher slot = SLOT.matcher(text);
    while (slot.find()) {
      List<String> words = slots(slot.group(1));
      if (slot.group(2) != null && slot.group(2).startsWith("$")) {
        slots(slot.group(2).substring(1));
      }
      if (depth == DEEPEST) {
        throw new ConfigException(
            "%s: slot = %s; contains itself, or is nested more than %d times"
                .formatted(file, slot.group(1), DEEPEST));
      }
      words.forEach(word -> requireSlots(word, depth + 1));
    }
  }

  private List<String> slots(String name) {
    List<String> words = slots.get(name);
    if (words == null) {
      throw new ConfigException(
          "%s: slot = %s; allowed: %s; add a line '%s: word | word'"
              .formatted(file, name, slots.keySet(), name));
    }
    return words;
  }

  /**
   * Returns different texts, each template being as likely as any other.
   *
   * @param seed what chance follows from
   * @throws ConfigException when the templates do not make as many
   */
  List<LabeledItem> construct(int count, long seed) {
    Random random = new Random(seed);
    Map<String, LabeledItem> items = new LinkedHashMap<>();
    for (long attempt = 0; items.size() < count; attempt++) {
      if (attempt == (long) ATTEMPTS * count) {
        throw new ConfigException(
            "%s: different texts = %d, texts = %d; lower texts, or add templates or words"
                .formatted(file, items.size(), count));
      }
      List<Template> pair = templates.get(random.nextInt(templates.size()));
      Template template = pair.get(random.nextInt(pair.size()));
      String text = finish(fill(template.text(), template.swapped(), random), random);
      items.putIfAbsent(text, new LabeledItem(text, template.label()));
    }
    return List.copyOf(items.values());
  }

  private String fill(String template, boolean swapped, Random random) {
    Matcher slot = SLOT.matcher(template);
    StringBuilder text = new StringBuilder();
    while (slot.find()) {
      String word = "";
      if (slot.group(3) == null || random.nextBoolean()) {
        String name = slot.group(1);
        List<String> words = slots(swapped ? opposites.getOrDefault(name, name) : name);
        boolean within = swapped && !opposites.containsKey(name);
        word = inflect(words.get(random.nextInt(words.size())), slot.group(2), within, random);
      }
      slot.appendReplacement(text, Matcher.quoteReplacement(word));
    }
    return slot.appendTail(text).toString();
  }

  private String inflect(String chosen, String ending, boolean swapped, Random random) {
    String word = fill(chosen, swapped, random);
    if (ending == null || word.isEmpty()) {
      return word;
    }
    String wanted = ending;
    if (ending.startsWith("$")) {
      List<String> endings = slots(ending.substring(1));
      wanted = endings.get(random.nextInt(endings.size()));
    }
    int slash = wanted.indexOf('/');
    if (slash < 0) {
      return KoreanEnding.attach(word, wanted);
    }
    char last = word.charAt(word.length() - 1);
    boolean closed = Hangul.isSyllable(last) && Hangul.coda(last) != 0;
    return word + (closed ? wanted.substring(0, slash) : wanted.substring(slash + 1));
  }

  private static String finish(String filled, Random random) {
    String text = filled.strip().replaceAll(" +", " ").replaceAll(" ([.,!?])", "$1");
    text =
        ARTICLE
            .matcher(text)
            .replaceAll(found -> "aeiou".contains(found.group(1)) ? "an" : "a")
            .replace("a(n)", "a");
    boolean capital = random.nextBoolean() && !text.isEmpty();
    return capital ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
  }
}
