package dev.ieum.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private enum Cell {
    RNN,
    GRU,
    LSTM,
    LAYER_NORM_LSTM
  }

  private enum Metric {
    CHRF_PLUS_PLUS;

    @Override
    public String toString() {
      return "chrf++";
    }
  }

  @TempDir Path directory;

  private static final String SAMPLE =
      """
      # a comment
      task: translation
      languages: [ko, no]
      training:
        steps: 1_000x
        dropout: 1.5
        epochs: 30
        seed: 0x10
        smoothing: 1e-1
        shuffle: true
        cell: layer-norm-lstm
        none:
      sources:
        - file: a.tsv
          weight: 2
        - file: b.tsv
      """;

  private Settings load(String yaml, Map<String, String> overrides) {
    try {
      Path file = Files.writeString(directory.resolve("train.yaml"), yaml);
      return Settings.load(file, overrides);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Settings load(String yaml) {
    return load(yaml, Map.of());
  }

  /** The message without the temporary directory. */
  private String message(Executable action) {
    String message = assertThrows(ConfigException.class, action).getMessage();
    assertFalse(message.contains("\n"), "one line: " + message);
    return message.replace(directory + "/", "").replace(directory + "\\", "");
  }

  @Test
  void take_everyType_givesTheValueWritten() {
    Settings root = load(SAMPLE);
    assertEquals("translation", root.requireString("task"));
    assertEquals(List.of("ko", "no"), root.takeStrings("languages", List.of()));
    Settings training = root.section("training");
    assertEquals(30, training.takeInt("epochs", 1, 100, 5));
    assertEquals(16L, training.requireLong("seed", 0, Long.MAX_VALUE));
    assertEquals(0.1, training.takeDouble("smoothing", 0, 1, 0));
    assertEquals(30.0, training.takeDouble("epochs", 0, 100, 0));
    assertTrue(training.takeBoolean("shuffle", false));
    assertEquals(Cell.LAYER_NORM_LSTM, training.takeEnum("cell", Cell.class, Cell.GRU));
    assertEquals("1_000x", training.takeString("steps", ""));
    assertEquals("1.5", training.takeString("dropout", ""));
    List<Settings> sources = root.takeSections("sources");
    assertEquals(2, sources.get(0).takeInt("weight", 1, 9, 1));
    assertEquals(1, sources.get(1).takeInt("weight", 1, 9, 1));
    assertEquals("b.tsv", sources.get(1).requireString("file"));
  }

  @Test
  void take_absentKeys_givesDefaults() {
    Settings empty = load("# nothing\n").section("training");
    assertEquals(7, empty.takeInt("epochs", 1, 100, 7));
    assertEquals(0.5, empty.takeDouble("rate", 0, 1, 0.5));
    assertEquals("x", empty.takeString("name", "x"));
    assertEquals(Optional.empty(), empty.takeOptionalString("file"));
    assertEquals(Cell.GRU, empty.takeEnum("cell", Cell.class, Cell.GRU));
    assertEquals(List.of(), empty.takeSections("sources"));
    assertFalse(empty.has("epochs"));
  }

  @Test
  void take_badValues_saysWhereWhatAndWhatIsAllowed() {
    Settings root = load(SAMPLE);
    Settings training = root.section("training");
    assertEquals(
        "train.yaml:6: training.dropout = 1.5 is out of range; allowed: 0 to 0.9",
        message(() -> training.takeDouble("dropout", 0, 0.9, 0)));
    assertEquals(
        "train.yaml:5: training.steps = 1_000x is not an integer; allowed: 1 or more",
        message(() -> training.takeInt("steps", 1, Integer.MAX_VALUE, 5)));
    assertEquals(
        "train.yaml:8: training.seed = 0x10 is out of range; allowed: 1 to 9",
        message(() -> training.takeInt("seed", 1, 9, 5)));
    assertEquals(
        "train.yaml:7: training.epochs = 30 is neither true nor false; allowed: true, false",
        message(() -> training.takeBoolean("epochs", true)));
    assertEquals(
        "train.yaml:2: task = translation is unknown; allowed: rnn, gru, lstm, layer-norm-lstm",
        message(() -> root.requireEnum("task", Cell.class)));
    assertEquals(
        "train.yaml:12: training.none has no value; give one or remove the line",
        message(() -> training.takeInt("none", 1, 9, 5)));
    assertEquals(
        "train.yaml:4: training.rate is missing; allowed: 0 to 1",
        message(() -> training.requireDouble("rate", 0, 1)));
    assertEquals(
        "train.yaml: model is missing; allowed: a text",
        message(() -> root.requireString("model")));
    assertEquals(
        "train.yaml:2: task = translation is not a list; allowed: [item, …]",
        message(() -> root.takeStrings("task", List.of())));
    assertEquals(
        "train.yaml:3: languages = a list is not a section; allowed: indented lines of the form"
            + " key: value",
        message(() -> root.section("languages")));
    assertEquals(
        "train.yaml:15: sources[0].weight = 2 is out of range; allowed: 3 to 4",
        message(() -> root.takeSections("sources").get(0).takeInt("weight", 3, 4, 3)));
    assertEquals(
        "train.yaml:7: training.epochs = 30 must be below training.steps",
        training
            .error("epochs", "must be below training.steps")
            .getMessage()
            .replace(directory + "/", "")
            .replace(directory + "\\", ""));
  }

  @Test
  void take_notANumberAndHuge_areOutOfRange() {
    Settings root = load("a: .nan\nb: .inf\nc: 99999999999999999999\nd: 3.0\n");
    assertTrue(message(() -> root.takeDouble("a", 0, 1, 0)).contains("a = .nan is out of range"));
    assertTrue(
        message(() -> root.takeDouble("b", 0, Double.MAX_VALUE, 0))
            .endsWith("b = .inf is out of range; allowed: 0 or more"));
    assertTrue(message(() -> root.takeInt("c", 0, 9, 0)).contains("is out of range"));
    assertTrue(message(() -> root.takeInt("d", 0, 9, 0)).contains("d = 3.0 is not an integer"));
  }

  @Test
  void requireAllTaken_misspelt_namesLineAndNearestKey() {
    Settings root = load("training:\n  epochs: 3\n  droput: 0.2\n");
    Settings training = root.section("training");
    training.takeInt("epochs", 1, 9, 1);
    training.takeDouble("dropout", 0, 1, 0);
    assertEquals(
        "train.yaml:3: unknown setting training.droput; did you mean dropout?",
        message(root::requireAllTaken));
  }

  @Test
  void requireAllTaken_farFromAny_listsWhatIsAllowed() {
    Settings root = load("zebra: 3\n");
    root.takeInt("epochs", 1, 9, 1);
    root.section("model");
    assertEquals(
        "train.yaml:1: unknown setting zebra; allowed: epochs, model",
        message(root::requireAllTaken));
  }

  @Test
  void requireAllTaken_inListedSection_isFound() {
    Settings root = load("sources:\n- {file: a, wieght: 2}\n");
    Settings source = root.takeSections("sources").get(0);
    source.requireString("file");
    source.takeInt("weight", 1, 2, 1);
    assertEquals(
        "train.yaml:2: unknown setting sources[0].wieght; did you mean weight?",
        message(root::requireAllTaken));
  }

  @Test
  void requireAllTaken_allTaken_passes() {
    Settings root = load("a: 1\nb:\n  c: x\n");
    root.takeInt("a", 0, 9, 0);
    root.section("b").takeString("c", "");
    root.requireAllTaken();
  }

  @Test
  void overrides_winAreTypedAndMakeSections() {
    Settings root =
        load(
            SAMPLE,
            Map.of("training.epochs", "3", "new.deep.rate", "1e-3", "languages", "[en, de]"));
    assertEquals(3, root.section("training").takeInt("epochs", 1, 9, 1));
    assertEquals(0.001, root.section("new").section("deep").requireDouble("rate", 0, 1));
    assertEquals(List.of("en", "de"), root.takeStrings("languages", List.of()));
    Settings bad = load(SAMPLE, Map.of("training.epochs", "x", "training.typo", "1"));
    assertEquals(
        "--set: training.epochs = x is not an integer; allowed: 1 to 9",
        message(() -> bad.section("training").takeInt("epochs", 1, 9, 1)));
    Settings quoted = load(SAMPLE, Map.of("task", "\"12\"", "path", "C:\\x: y #z"));
    assertEquals("12", quoted.requireString("task"));
    assertEquals("C:\\x: y #z", quoted.requireString("path"));
    assertEquals(
        "--set: task.x.y: task is translation at train.yaml:2, so it has no x; set the whole value"
            + " or edit the file",
        message(() -> load(SAMPLE, Map.of("task.x.y", "1"))));
    assertEquals(
        "--set: a..b = 1; allowed: section.key=value",
        message(() -> load(SAMPLE, Map.of("a..b", "1"))));
    assertTrue(
        message(() -> load(SAMPLE, Map.of("a", "[1,"))).startsWith("--set:1: is not YAML: "));
  }

  @Test
  void resolved_holdsDefaultsNestedInOrder() {
    Settings root = load("b: 2\nt:\n  cell: gru\ns:\n- {f: x}\n");
    root.takeInt("a", 0, 9, 1);
    root.takeInt("b", 0, 9, 1);
    root.section("t").takeEnum("cell", Cell.class, Cell.LSTM);
    root.section("u").takeDouble("rate", 0, 1, 0.5);
    root.takeSections("s").get(0).requireString("f");
    root.takeEnums("m", Metric.class, List.of(Metric.CHRF_PLUS_PLUS));
    assertEquals(
        "{a=1, b=2, t={cell=gru}, u={rate=0.5}, s=[{f=x}], m=[chrf++]}",
        root.resolved().toString());
    Settings again = Settings.of("bundle", root.resolved());
    assertEquals(Cell.GRU, again.section("t").requireEnum("cell", Cell.class));
    assertEquals(List.of(Metric.CHRF_PLUS_PLUS), again.takeEnums("m", Metric.class, List.of()));
    assertEquals("x", again.takeSections("s").get(0).requireString("f"));
  }

  @Test
  void of_json_isTypedLikeYaml() {
    Settings settings =
        Settings.of(
            "model.json",
            JsonParser.parseString("{\"a\":3,\"b\":0.5,\"c\":true,\"d\":[\"x\"],\"e\":{\"f\":1.0}}")
                .getAsJsonObject());
    assertEquals(3, settings.requireInt("a", 0, 9));
    assertEquals(0.5, settings.requireDouble("b", 0, 9));
    assertTrue(settings.requireBoolean("c"));
    assertEquals(List.of("x"), settings.requireStrings("d"));
    assertEquals(
        "model.json: e.f = 1.0 is not an integer; allowed: 0 to 9",
        message(() -> settings.section("e").requireInt("f", 0, 9)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a: 1;a: 2               | train.yaml:2: a is already set at train.yaml:1; keep one of them",
        "a: &x [1];b: *x         | train.yaml:1: is used again by an alias; write its values out where they are needed",
        "a: !!binary aGk=        | train.yaml:1: tag tag:yaml.org,2002:binary; allowed: plain strings, numbers, true, false",
        "a: !!int abc            | train.yaml:1: abc is not a tag:yaml.org,2002:int",
        "- 1;- 2                 | train.yaml: holds no settings; allowed: lines of the form key: value",
        "[x]: 1                  | train.yaml:1: key is no word; allowed: a word",
      })
  void load_notStrict_isRefused(String yaml, String expected) {
    assertEquals(expected, message(() -> load(yaml.strip().replace(';', '\n'))));
  }

  @Test
  void load_brokenFiles_saysWhich() throws IOException {
    assertTrue(message(() -> load("a: [1,\nb: 2\n")).matches("train.yaml:[123]: is not YAML: .*"));
    assertTrue(message(() -> load("a: 1\n---\nb: 2\n")).startsWith("train.yaml"));
    assertTrue(message(() -> load("[".repeat(200_000))).startsWith("train.yaml"));
    assertEquals(
        "none.yaml: no such file; give the path of a YAML file",
        message(() -> Settings.load(directory.resolve("none.yaml"), Map.of())));
    Path latin = directory.resolve("latin.yaml");
    Files.write(latin, "a: é".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "latin.yaml: is not UTF-8; save it as UTF-8",
        message(() -> Settings.load(latin, Map.of())));
    assertEquals("가", load("\uFEFFa: 가\n").requireString("a"));
  }

  @Test
  void load_countryCodesAndVersions_stayTexts() {
    Settings root = load("a: no\nb: on\nc: 1.10\nd: 012\ne: 'true'\n");
    assertEquals("no", root.requireString("a"));
    assertEquals("on", root.requireString("b"));
    assertEquals("1.10", root.requireString("c"));
    assertEquals(12, root.requireInt("d", 0, 99));
    assertTrue(message(() -> root.requireBoolean("e")).contains("is neither true nor false"));
  }

  @Test
  void distance_swapInsertDeleteChange_countOneEach() {
    assertEquals(1, NearestWord.distance("abdc", "abcd"));
    assertEquals(1, NearestWord.distance("abcd", "abd"));
    assertEquals(1, NearestWord.distance("abxd", "abcd"));
    assertEquals(3, NearestWord.distance("", "abc"));
    assertEquals(
        Optional.of("label-smoothing"),
        NearestWord.find("labelSmoothing", List.of("label-smoothing", "dropout")));
    assertEquals(Optional.empty(), NearestWord.find("x", List.of("dropout")));
  }

  /** Reading takes time with the square of the digits. */
  @Test
  void load_integerOfVeryManyDigits_isRefusedUnread() throws IOException {
    String digits = "9".repeat(900_000);
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ConfigException inFile = assertThrows(ConfigException.class, () -> load("a: " + digits));
    assertTrue(inFile.getMessage().contains(":1: a number of 900000 digits"), inFile.getMessage());
    Path empty = Files.writeString(directory.resolve("empty.yaml"), "");
    ConfigException given =
        assertThrows(ConfigException.class, () -> Settings.load(empty, Map.of("a", digits)));
    assertTrue(given.getMessage().contains("900000 digits"), given.getMessage());
    long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    assertTrue(used < 4_000_000_000L, used + " ns of a processor");
  }
}
