package dev.ieum.core.config;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 (core schema, one document) into nodes that know their line.
 *
 * <p>Stricter than YAML where a configuration gains by it: no duplicate keys, no tags but the core
 * ones, and no alias to a list or section (what stands in the file is all there is). Not
 * thread-safe; use one per thread.
 */
final class YamlReader {
  private static final int MAX_BYTES = 1 << 20;

  /** Reading takes time with the square of the digits; a long has at most 19 and its sign. */
  private static final int LONGEST_INTEGER = 20;

  private final String name;
  private final boolean hasLines; // else every place is the name
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlReader(String name, boolean hasLines) {
    this.name = name;
    this.hasLines = hasLines;
  }

  /** Reads a file; an empty one is an empty section. */
  static ConfigNode read(Path file) {
    return read(file.toString(), text(file));
  }

  /** Reads the text of a file; an empty one is an empty section. */
  static ConfigNode read(String name, String text) {
    ConfigNode root = new YamlReader(name, true).parse(text);
    if (root.value() == ConfigNode.NOTHING) {
      return ConfigNode.map(name, new LinkedHashMap<>());
    }
    if (!(root.value() instanceof Map)) {
      throw new ConfigException(
          name + ": holds no settings; allowed: lines of the form key: value");
    }
    return new ConfigNode(name, root.value(), root.text());
  }

  /** Reads a value given outside a file: a scalar typed as YAML would, or a flow list or map. */
  static ConfigNode readValue(String where, String text) {
    String value = text.strip();
    if (!value.isEmpty() && "[{\"'".indexOf(value.charAt(0)) >= 0) {
      return new YamlReader(where, false).parse(value);
    }
    Tag tag = new CoreSchema().getScalarResolver().resolve(value, true);
    return scalar(where, tag, value);
  }

  private static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new ConfigException(file + ": is a directory; give a YAML file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(
            "%s: is %d bytes long; allowed for settings: %d"
                .formatted(file, Files.size(file), MAX_BYTES));
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not UTF-8; save it as UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": no such file; give the path of a YAML file", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private ConfigNode parse(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .build();
    try {
      Optional<Node> root =
          new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
              .getSingleNode();
      return root.isEmpty() ? new ConfigNode(name, ConfigNode.NOTHING, "") : convert(root.get());
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new ConfigException(name + line + ": is not YAML: " + oneLine(e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": is not YAML: " + oneLine(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new ConfigException(name + ": is nested too deeply for settings", e);
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private String where(Node node) {
    return node.getStartMark()
        .filter(mark -> hasLines)
        .map(mark -> name + ":" + (mark.getLine() + 1))
        .orElse(name);
  }

  private ConfigNode convert(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(where(node), node.getTag(), scalar.getValue());
    }
    if (!seen.add(node)) {
      throw new ConfigException(
          where(node) + ": is used again by an alias; write its values out where they are needed");
    }
    if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
      List<ConfigNode> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(convert(item)));
      return ConfigNode.list(where(node), items);
    }
    if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
      return ConfigNode.map(where(node), entries(mapping));
    }
    throw unknownTag(where(node), node.getTag());
  }

  /** A value is located at its key, where its author looks for it. */
  private Map<String, ConfigNode> entries(MappingNode mapping) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new ConfigException(where(tuple.getKeyNode()) + ": key is no word; allowed: a word");
      }
      ConfigNode value = convert(tuple.getValueNode());
      ConfigNode first = entries.get(key.getValue());
      if (first != null) {
        throw new ConfigException(
            "%s: %s is already set at %s; keep one of them"
                .formatted(where(key), key.getValue(), first.where()));
      }
      entries.put(key.getValue(), new ConfigNode(where(key), value.value(), value.text()));
    }
    return entries;
  }

  private static ConfigNode scalar(String where, Tag tag, String text) {
    if (tag.equals(Tag.STR)) {
      return new ConfigNode(where, text, text);
    }
    if (tag.equals(Tag.NULL)) {
      return new ConfigNode(where, ConfigNode.NOTHING, text);
    }
    try {
      if (tag.equals(Tag.BOOL)) {
        return new ConfigNode(where, isTrue(text), text);
      }
      if (tag.equals(Tag.INT)) {
        if (text.length() > LONGEST_INTEGER) {
          throw new ConfigException(
              "%s: a number of %d digits; allowed: at most %d"
                  .formatted(where, text.length(), LONGEST_INTEGER));
        }
        return new ConfigNode(where, ConfigNode.integer(integer(text)), text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return new ConfigNode(where, decimal(text), text);
      }
    } catch (NumberFormatException e) {
      throw new ConfigException(where + ": " + text + " is not a " + tag.getValue(), e);
    }
    throw unknownTag(where, tag);
  }

  private static boolean isTrue(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw new NumberFormatException(text);
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return new BigInteger(text);
  }

  private static double decimal(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static ConfigException unknownTag(String where, Tag tag) {
    return new ConfigException(
        where + ": tag " + tag.getValue() + "; allowed: plain strings, numbers, true, false");
  }
}
