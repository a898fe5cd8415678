package dev.ieum.datasets.catalog;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.CorpusInfo.Licence;
import dev.ieum.datasets.CorpusInfo.Split;
import dev.ieum.datasets.Utf8Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads descriptions of corpora from YAML 1.2, strictly: a key that is not known or stands twice is
 * an error. All errors are {@link CorpusFormatException}s that name the file, the line and the key.
 * Not thread-safe.
 *
 * @param file what errors call the file
 * @param isUsers whether it is a user's own, which errors about its data can name
 */
record CatalogReader(String file, boolean isUsers) {
  private static final List<String> CORPUS_KEYS =
      List.of(
          "description", "languages", "licence", "releasable", "attribution", "columns", "parts");
  private static final List<String> PART_KEYS = List.of("split", "files", "sha256", "columns");
  private static final String SHA256 = "[0-9a-f]{64}";
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*";
  private static final List<String> SPLITS =
      Arrays.stream(Split.values()).map(split -> split.name().toLowerCase(Locale.ROOT)).toList();

  /** A value, the keys that lead to it, and the line of the last of these. */
  private record Entry(String path, int line, Node node) {}

  /** Adds the corpora of {@code lines} to {@code all}. */
  void read(Utf8Lines lines, Map<String, NamedCorpus> all) {
    Optional<Node> root = compose(lines.stream().collect(Collectors.joining("\n")));
    if (root.isEmpty()) {
      return;
    }
    entries(new Entry("", line(root.get()), root.get()), List.of())
        .forEach(
            (name, entry) -> {
              if (all.containsKey(name)) {
                throw fault(entry, "a new name", "one that is taken; rename the corpus");
              }
              all.put(name, corpus(name, entry));
            });
  }

  private Optional<Node> compose(String yaml) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, yaml)))
          .getSingleNode();
    } catch (YamlEngineException | StackOverflowError e) {
      Optional<MarkedYamlEngineException> marked =
          e instanceof MarkedYamlEngineException fault ? Optional.of(fault) : Optional.empty();
      CorpusFormatException fault =
          new CorpusFormatException(
              file,
              marked.flatMap(m -> m.getProblemMark()).map(mark -> mark.getLine() + 1).orElse(0),
              "valid YAML",
              "a fault: " + marked.map(m -> m.getProblem()).orElse(e.toString()));
      fault.initCause(e);
      throw fault;
    }
  }

  private NamedCorpus corpus(String name, Entry entry) {
    Map<String, Entry> values = entries(entry, CORPUS_KEYS);
    List<String> languages = texts(require(values, "languages", entry));
    boolean isLabeled = languages.size() == 1;
    List<String> columns = columns(values, isLabeled ? List.of("text", "label") : languages);
    List<NamedCorpus.Part> parts = new ArrayList<>();
    entries(require(values, "parts", entry), List.of())
        .forEach(
            (key, part) -> parts.add(part(key, part, columns, isLabeled ? 1 : columns.size())));
    Licence licence =
        new Licence(
            text(values, "licence", Licence.UNSTATED.name()),
            word(values, "releasable", "false", List.of("false", "true")).equals("true"),
            text(values, "attribution", ""));
    return new NamedCorpus(name, text(values, "description", ""), languages, licence, parts);
  }

  private NamedCorpus.Part part(String name, Entry entry, List<String> usual, int mostFiles) {
    Map<String, Entry> values = entries(entry, PART_KEYS);
    Entry files = require(values, "files", entry);
    List<String> paths = texts(files);
    if (paths.size() != 1 && paths.size() != mostFiles) {
      String many = mostFiles == 1 ? "" : ", or one for each of " + mostFiles + " languages";
      throw fault(files, "one file" + many, paths.size() + ": " + paths);
    }
    List<String> sums = values.containsKey("sha256") ? texts(values.get("sha256")) : List.of();
    if (!sums.isEmpty()
        && (sums.size() != paths.size() || !sums.stream().allMatch(sum -> sum.matches(SHA256)))) {
      throw fault(
          values.get("sha256"), "64 digits of 0-9 and a-f for each file", String.join(", ", sums));
    }
    List<NamedCorpus.DataFile> all = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      requireInside(paths.get(i), files);
      Optional<String> sum = sums.isEmpty() ? Optional.empty() : Optional.of(sums.get(i));
      all.add(
          new NamedCorpus.DataFile(paths.get(i), sum, isUsers ? file + ":" + files.line() : ""));
    }
    String split = word(values, "split", SPLITS.contains(name) ? name : "whole", SPLITS);
    return new NamedCorpus.Part(
        name, Split.valueOf(split.toUpperCase(Locale.ROOT)), columns(values, usual), all);
  }

  private List<String> columns(Map<String, Entry> values, List<String> usual) {
    List<String> columns = values.containsKey("columns") ? texts(values.get("columns")) : usual;
    if (columns.size() != usual.size()) {
      throw fault(values.get("columns"), usual.size() + " columns", columns.toString());
    }
    return columns;
  }

  /** A catalogue may come from somebody else: it must not make a program read other files. */
  private void requireInside(String path, Entry entry) {
    boolean inside = false;
    if (path.indexOf('\0') < 0) {
      Path normal = Path.of(path).normalize();
      inside = normal.getRoot() == null && !normal.startsWith("..");
    }
    if (!inside) {
      throw fault(
          entry,
          "a path inside the directory of " + CorpusCatalog.FILE_NAME,
          "'" + path + "'; put the file there and write its path from there");
    }
  }

  /** Returns the values of a section by key; any keys are allowed where {@code known} is empty. */
  private Map<String, Entry> entries(Entry section, List<String> known) {
    if (!(section.node() instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
      throw fault(
          section, known.isEmpty() ? "a section of names" : "a section of " + known, "none");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode word ? word.getValue() : "a list";
      String path = section.path().isEmpty() ? key : section.path() + "." + key;
      Entry entry = new Entry(path, line(tuple.getKeyNode()), tuple.getValueNode());
      if (known.isEmpty() ? !key.matches(NAME) : !known.contains(key)) {
        String allowed =
            known.isEmpty() ? "a name of letters, digits, '.', '_', '-'" : "one of " + known;
        throw fault(entry, allowed, "'" + key + "'; correct or remove it");
      }
      if (entries.put(key, entry) != null) {
        throw fault(entry, "each key once", "it again; keep one of them");
      }
    }
    return entries;
  }

  private Entry require(Map<String, Entry> values, String key, Entry section) {
    if (!values.containsKey(key)) {
      throw fault(section, "a key '" + key + "'", "keys " + values.keySet());
    }
    return values.get(key);
  }

  private String text(Map<String, Entry> values, String key, String otherwise) {
    return values.containsKey(key) ? scalar(values.get(key), values.get(key).node()) : otherwise;
  }

  private String word(
      Map<String, Entry> values, String key, String otherwise, List<String> allowed) {
    String word = text(values, key, otherwise);
    if (!allowed.contains(word)) {
      throw fault(values.get(key), "one of " + allowed, "'" + word + "'");
    }
    return word;
  }

  private List<String> texts(Entry entry) {
    if (entry.node() instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return list.getValue().stream().map(item -> scalar(entry, item)).toList();
    }
    return List.of(scalar(entry, entry.node()));
  }

  private String scalar(Entry entry, Node node) {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw fault(entry, "a text", "none; give one or remove the line");
    }
    return scalar.getValue();
  }

  private CorpusFormatException fault(Entry entry, String expected, String found) {
    String key = entry.path().isEmpty() ? "" : " for " + entry.path();
    return new CorpusFormatException(file, entry.line(), expected + key, found);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
