package dev.ieum.datasets.catalog;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Licence;
import dev.ieum.datasets.Split;
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
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads descriptions of corpora from YAML 1.2, strictly: a key that is not known or stands twice is
 * an error. All errors are {@link CorpusFormatException}s that name the file, the line and the key.
 * Not thread-safe.
 */
final class CatalogReader {
  private static final List<String> CORPUS_KEYS =
      List.of(
          "description", "languages", "licence", "releasable", "attribution", "columns", "parts");
  private static final List<String> PART_KEYS = List.of("split", "files", "sha256", "columns");
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*";
  private static final List<String> SPLITS =
      Arrays.stream(Split.values()).map(split -> split.name().toLowerCase(Locale.ROOT)).toList();

  private final String file;
  private final boolean isUsers;

  /**
   * Makes a reader.
   *
   * @param file what errors call the file
   * @param isUsers whether it is a user's own, which errors about its data can name
   */
  CatalogReader(String file, boolean isUsers) {
    this.file = file;
    this.isUsers = isUsers;
  }

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
              requireName(name, entry);
              if (all.containsKey(name)) {
                throw fault(entry, "a new name", "one that is taken; rename the corpus");
              }
              all.put(name, corpus(name, entry));
            });
  }

  private Optional<Node> compose(String yaml) {
    try {
      return new Compose(LoadSettings.builder().setLabel(file).build()).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw notYaml(line, e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw notYaml(0, e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw notYaml(0, "nesting without end", e);
    }
  }

  private CorpusFormatException notYaml(int line, String problem, Throwable cause) {
    CorpusFormatException fault =
        new CorpusFormatException(file, line, "valid YAML", "a fault: " + problem);
    fault.initCause(cause);
    return fault;
  }

  private NamedCorpus corpus(String name, Entry entry) {
    Map<String, Entry> values = entries(entry, CORPUS_KEYS);
    List<String> languages = texts(require(values, "languages", entry));
    if (languages.stream().distinct().count() < languages.size()) {
      throw fault(values.get("languages"), "each language once", languages.toString());
    }
    Licence licence =
        new Licence(
            text(values, "licence", Licence.UNSTATED.name()),
            isTrue(values, "releasable"),
            text(values, "attribution", ""));
    boolean isLabeled = languages.size() == 1;
    List<String> usual =
        columns(values, isLabeled ? List.of("text", "label") : languages, isLabeled);
    List<NamedCorpus.Part> parts = new ArrayList<>();
    entries(require(values, "parts", entry), List.of())
        .forEach(
            (partName, part) -> {
              requireName(partName, part);
              parts.add(part(partName, part, usual, isLabeled));
            });
    if (parts.isEmpty()) {
      throw fault(values.get("parts"), "one part or more", "none");
    }
    return new NamedCorpus(name, text(values, "description", ""), languages, licence, parts);
  }

  private NamedCorpus.Part part(String name, Entry entry, List<String> usual, boolean isLabeled) {
    Map<String, Entry> values = entries(entry, PART_KEYS);
    Entry files = require(values, "files", entry);
    List<String> paths = texts(files);
    if (paths.size() != 1 && (isLabeled || paths.size() != usual.size())) {
      throw fault(
          files,
          isLabeled ? "one file" : "one file, or one for each of " + usual.size() + " languages",
          paths.size() + ": " + paths);
    }
    List<String> sums = values.containsKey("sha256") ? texts(values.get("sha256")) : List.of();
    if (!sums.isEmpty() && sums.size() != paths.size()) {
      throw fault(
          values.get("sha256"), "a checksum for each of " + paths.size() + " files", "" + sums);
    }
    List<NamedCorpus.DataFile> all = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      requireInside(paths.get(i), files);
      Optional<String> sum = sums.isEmpty() ? Optional.empty() : Optional.of(sums.get(i));
      if (sum.isPresent() && !sum.get().matches("[0-9a-f]{64}")) {
        throw fault(values.get("sha256"), "64 digits of 0-9 and a-f", "'" + sum.get() + "'");
      }
      String place = file + ":" + files.line();
      all.add(new NamedCorpus.DataFile(paths.get(i), sum, isUsers ? place : ""));
    }
    String split = text(values, "split", SPLITS.contains(name) ? name : "whole");
    if (!SPLITS.contains(split)) {
      throw fault(values.get("split"), "one of " + SPLITS, "'" + split + "'");
    }
    return new NamedCorpus.Part(
        name,
        Split.valueOf(split.toUpperCase(Locale.ROOT)),
        columns(values, usual, isLabeled),
        all);
  }

  private List<String> columns(Map<String, Entry> values, List<String> usual, boolean isLabeled) {
    if (!values.containsKey("columns")) {
      return usual;
    }
    List<String> columns = texts(values.get("columns"));
    if (columns.size() != usual.size()) {
      throw fault(
          values.get("columns"),
          isLabeled ? "two: the text's and the label's" : "one for each language",
          columns.toString());
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

  private void requireName(String name, Entry entry) {
    if (!name.matches(NAME)) {
      throw fault(
          entry, "a name of letters, digits, '.', '_' and '-'", "'" + name + "'; rename it");
    }
  }

  /** Returns the values of a section by key; any keys are allowed where {@code known} is empty. */
  private Map<String, Entry> entries(Entry section, List<String> known) {
    if (!(section.node() instanceof MappingNode mapping)) {
      throw fault(
          section, known.isEmpty() ? "a section of names" : "a section of " + known, "none");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode word ? word.getValue() : "a list";
      String path = section.path().isEmpty() ? key : section.path() + "." + key;
      Entry entry = new Entry(path, line(tuple.getKeyNode()), tuple.getValueNode());
      if (!known.isEmpty() && !known.contains(key)) {
        throw fault(entry, "one of the keys " + known, "another key; correct or remove it");
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

  private boolean isTrue(Map<String, Entry> values, String key) {
    String text = text(values, key, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw fault(values.get(key), "true or false", "'" + text + "'");
    }
    return text.equals("true");
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
