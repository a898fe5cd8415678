package dev.ieum.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private record Training(
      @Setting(or = "5", min = 1, max = 100) int epochs,
      @Setting(or = "1", min = 0) long seed,
      @Setting(or = "0", min = 0, max = 1) double smoothing,
      @Setting(or = "false") boolean shuffle,
      @Setting(or = "gru") Cell cell,
      @Setting(or = "") Optional<String> none,
      @Setting(or = "x") String steps,
      @Setting(or = "0.5", min = 0, max = 9) double dropout) {}

  private record Source(String file, @Setting(or = "1", min = 1, max = 9) int weight) {}

  private record All(
      String task,
      @Setting(or = "[]") List<String> languages,
      @Setting(inline = true) Rates rates,
      Optional<Path> card,
      Map<String, List<String>> labels,
      @Setting(or = "[chrf++]") Set<Metric> metrics,
      List<Source> sources,
      Optional<Source> best,
      @Setting(hidden = true, or = "3") int fixed) {}

  private record Rates(
      @Setting(key = "lowest", or = "0.1", min = 0, max = 1) double low,
      @Setting(or = "@lowest", min = 0, max = 1) double high)
      implements Settings.Checked {
    @Override
    public void check(Settings settings) {
      if (high < low) {
        throw settings.error("high", "is below lowest");
      }
    }
  }

  private record Kind(Cell task) {}

  private record Layer(Cell cell) {}

  private record Heavy(@Setting(min = 3, max = 4) int weight) {}

  private record Digit(@Setting(min = 0, max = 9) int a) {}

  private record Fraction(@Setting(min = 0, max = 9) int f) {}

  private record Twelve(@Setting(min = 0, max = 99) int d) {}

  private record Seed(@Setting(min = 1, max = 9) int seed) {}

  private record Truth(boolean epochs) {}

  private record Rate(@Setting(min = 0, max = 1) double rate) {}

  private record Steps(@Setting(or = "5", min = 1, max = 1e6) int steps) {}

  private record Dropout(@Setting(or = "0", min = 0, max = 0.9) double dropout) {}

  private record Epochs(@Setting(or = "1", min = 1, max = 9) int epochs) {}

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
  void read_everyType_givesTheValueWritten() {
    Training training =
        load(SAMPLE.replace("  none:\n", "")).section("training").read(Training.class);
    assertEquals(
        new Training(30, 16, 0.1, true, Cell.LAYER_NORM_LSTM, Optional.empty(), "1_000x", 1.5),
        training);
    All all =
        load("""
                task: t
                languages: [ko, no]
                lowest: 0.25
                card: sub/card.md
                labels: {bad: [0, no], good: []}
                metrics: [chrf++]
                sources:
                  - {file: a.tsv, weight: 2}
                  - file: b.tsv
                best: {file: c}
                """)
            .relativeTo(directory)
            .read(All.class);
    assertEquals(
        new All(
            "t",
            List.of("ko", "no"),
            new Rates(0.25, 0.25),
            Optional.of(directory.resolve("sub/card.md")),
            Map.of("bad", List.of("0", "no"), "good", List.of()),
            Set.of(Metric.CHRF_PLUS_PLUS),
            List.of(new Source("a.tsv", 2), new Source("b.tsv", 1)),
            Optional.of(new Source("c", 1)),
            3),
        all);
  }

  @Test
  void read_absentKeys_givesDefaults() {
    Settings root = load("task: t\n").otherwise(Map.of("training.epochs", "7"));
    assertEquals(
        new Training(7, 1, 0, false, Cell.GRU, Optional.empty(), "x", 0.5),
        root.section("training").read(Training.class));
    All all = root.read(All.class);
    assertEquals(List.of(), all.sources());
    assertEquals(Optional.empty(), all.best());
    assertEquals(Map.of(), all.labels());
    assertEquals(new Rates(0.1, 0.1), all.rates());
  }

  @Test
  void read_contradiction_isFoundAtItsLine() {
    assertEquals(
        "train.yaml:2: high = 0.05 is below lowest",
        message(() -> load("task: t\nhigh: 0.05\n").read(All.class)));
  }

  @Test
  void taken_records_saysAllowedAndDefault() {
    Settings root = load("task: t\nsources: [{file: a}]\n");
    root.section("training").read(Training.class);
    root.read(All.class);
    List<Settings.Taken> taken = root.taken();
    assertEquals(new Settings.Taken("training", "a section", ""), taken.get(0));
    assertEquals(new Settings.Taken("training.epochs", "1 to 100", "5"), taken.get(1));
    assertTrue(
        taken.contains(
            new Settings.Taken("training.cell", "rnn, gru, lstm, layer-norm-lstm", "gru")));
    assertTrue(taken.contains(new Settings.Taken("high", "0 to 1", "lowest")));
    assertTrue(taken.contains(new Settings.Taken("sources[].file", "a text", "required")));
    assertTrue(taken.contains(new Settings.Taken("card", "a text", "none")));
    assertTrue(taken.contains(new Settings.Taken("metrics", "a list of: chrf++", "[chrf++]")));
    assertTrue(taken.stream().noneMatch(setting -> setting.key().equals("fixed")));
  }

  @Test
  void toJson_record_isWhatReadTakes() {
    Training training = new Training(9, 2, 0.5, true, Cell.RNN, Optional.empty(), "y", 1);
    JsonObject json = Settings.toJson(training);
    assertEquals(
        "{\"epochs\":9,\"seed\":2,\"smoothing\":0.5,\"shuffle\":true,\"cell\":\"rnn\","
            + "\"steps\":\"y\",\"dropout\":1.0}",
        json.toString());
    assertEquals(training, Settings.of("again", json).read(Training.class));
    assertEquals(3, Settings.with(training, Map.of("epochs", 3)).epochs());
  }

  @Test
  void read_badValues_saysWhereWhatAndWhatIsAllowed() {
    Settings root = load(SAMPLE);
    Settings training = root.section("training");
    assertEquals(
        "train.yaml:6: training.dropout = 1.5 is out of range; allowed: 0 to 0.9",
        message(() -> training.read(Dropout.class)));
    assertEquals(
        "train.yaml:5: training.steps = 1_000x is not an integer; allowed: 1 to 1000000",
        message(() -> training.read(Steps.class)));
    assertEquals(
        "train.yaml:8: training.seed = 0x10 is out of range; allowed: 1 to 9",
        message(() -> training.read(Seed.class)));
    assertEquals(
        "train.yaml:7: training.epochs = 30 is neither true nor false; allowed: true, false",
        message(() -> training.read(Truth.class)));
    assertEquals(
        "train.yaml:2: task = translation is unknown; allowed: rnn, gru, lstm, layer-norm-lstm",
        message(() -> root.read(Kind.class)));
    assertEquals(
        "train.yaml:12: training.none has no value; give one or remove the line",
        message(() -> training.takeString("none", "")));
    assertEquals(
        "train.yaml:4: training.rate is missing; allowed: 0 to 1",
        message(() -> training.read(Rate.class)));
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
        message(() -> root.takeSections("sources").get(0).read(Heavy.class)));
    assertEquals(
        "train.yaml:7: training.epochs = 30 must be below training.steps",
        training
            .error("epochs", "must be below training.steps")
            .getMessage()
            .replace(directory + "/", "")
            .replace(directory + "\\", ""));
  }

  @Test
  void read_notANumberAndHuge_areOutOfRange() {
    Settings root = load("rate: .nan\nsmoothing: .inf\nepochs: 99999999999999999999\nseed: 3.0\n");
    assertTrue(message(() -> root.read(Rate.class)).contains("rate = .nan is out of range"));
    assertTrue(
        message(() -> root.read(Unbounded.class))
            .endsWith("smoothing = .inf is out of range; allowed: 0 or more"));
    assertTrue(message(() -> root.read(Epochs.class)).contains("is out of range"));
    assertTrue(message(() -> root.read(Seed.class)).contains("seed = 3.0 is not an integer"));
  }

  private record Unbounded(@Setting(min = 0) double smoothing) {}

  @Test
  void requireAllTaken_misspelt_namesLineAndNearestKey() {
    Settings root = load("training:\n  epochs: 3\n  droput: 0.2\n");
    Settings training = root.section("training");
    training.read(Epochs.class);
    training.read(Dropout.class);
    assertEquals(
        "train.yaml:3: unknown setting training.droput; did you mean dropout?",
        message(root::requireAllTaken));
  }

  @Test
  void requireAllTaken_farFromAny_listsWhatIsAllowed() {
    Settings root = load("zebra: 3\n");
    root.read(Epochs.class);
    root.section("model");
    assertEquals(
        "train.yaml:1: unknown setting zebra; allowed: epochs, model",
        message(root::requireAllTaken));
  }

  @Test
  void requireAllTaken_inListedSection_isFound() {
    Settings root = load("sources:\n- {file: a, wieght: 2}\n");
    Settings source = root.takeSections("sources").get(0);
    source.read(Source.class);
    assertEquals(
        "train.yaml:2: unknown setting sources[0].wieght; did you mean weight?",
        message(root::requireAllTaken));
  }

  @Test
  void requireAllTaken_allTaken_passes() {
    Settings root = load("a: 1\nb:\n  c: x\n");
    root.read(Digit.class);
    root.section("b").takeString("c", "");
    root.requireAllTaken();
  }

  @Test
  void overrides_winAreTypedAndMakeSections() {
    Settings root =
        load(
            SAMPLE,
            Map.of("training.epochs", "3", "new.deep.rate", "1e-3", "languages", "[en, de]"));
    assertEquals(new Epochs(3), root.section("training").read(Epochs.class));
    assertEquals(new Rate(0.001), root.section("new").section("deep").read(Rate.class));
    assertEquals(List.of("en", "de"), root.takeStrings("languages", List.of()));
    Settings bad = load(SAMPLE, Map.of("training.epochs", "x", "training.typo", "1"));
    assertEquals(
        "--set: training.epochs = x is not an integer; allowed: 1 to 9",
        message(() -> bad.section("training").read(Epochs.class)));
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
    Settings root = load("seed: 2\nt:\n  cell: gru\nsources:\n- {file: x}\n");
    root.read(Epochs.class);
    root.read(Seed.class);
    root.section("t").read(Layer.class);
    root.section("u").read(Dropout.class);
    root.takeSections("sources").get(0).requireString("file");
    assertEquals(
        "{epochs=1, seed=2, t={cell=gru}, u={dropout=0.0}, sources=[{file=x}]}",
        root.resolved().toString());
    Settings again = Settings.of("bundle", root.resolved());
    assertEquals(new Layer(Cell.GRU), again.section("t").read(Layer.class));
    assertEquals("x", again.takeSections("sources").get(0).requireString("file"));
  }

  @Test
  void of_json_isTypedLikeYaml() {
    Settings settings =
        Settings.of(
            "model.json",
            JsonParser.parseString("{\"a\":3,\"b\":0.5,\"c\":true,\"d\":[\"x\"],\"e\":{\"f\":1.0}}")
                .getAsJsonObject());
    assertEquals(new Digit(3), settings.read(Digit.class));
    assertEquals(new Parts(0.5, true), settings.read(Parts.class));
    assertEquals(List.of("x"), settings.takeStrings("d", List.of()));
    assertEquals(
        "model.json: e.f = 1.0 is not an integer; allowed: 0 to 9",
        message(() -> settings.section("e").read(Fraction.class)));
  }

  private record Parts(double b, boolean c) {}

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
    assertEquals(new Twelve(12), root.read(Twelve.class));
    assertTrue(message(() -> root.read(Quoted.class)).contains("is neither true nor false"));
  }

  private record Quoted(boolean e) {}

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
