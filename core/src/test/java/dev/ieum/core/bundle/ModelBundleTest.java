package dev.ieum.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.Provenance.CorpusFile;
import dev.ieum.core.bundle.SafeTensors.Precision;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @TempDir Path root;
  private Path bundle;

  @BeforeEach
  void write() throws IOException {
    bundle = root.resolve("tiny");
    SampleBundle.writer().write(bundle);
  }

  private static ModelBundle open(Path path) throws IOException {
    return ModelBundle.open(ModelSource.of(path));
  }

  private String refusal(Path path) {
    String message = assertThrows(ModelBundleException.class, () -> open(path)).getMessage();
    assertFalse(message.contains("\n"), message);
    assertTrue(message.contains("; "), "says what to do: " + message);
    return message.replace(path.toString(), "BUNDLE");
  }

  private static void assertSame(ModelBundle expected, ModelBundle actual) throws IOException {
    assertEquals(expected.manifest(), actual.manifest());
    assertEquals(expected.weights(), actual.weights());
    assertEquals(expected.card(), actual.card());
    assertEquals(expected.vocabulary("shared"), actual.vocabulary("shared"));
  }

  @Test
  void write_thenOpen_givesEveryPartBack() throws IOException {
    ModelBundle read = open(bundle);
    assertEquals(SampleBundle.TOKENS, read.vocabulary("shared"));
    assertEquals(SampleBundle.weights(), read.weights());
    assertTrue(read.card().startsWith("# Tiny\n"));
    assertEquals("이 음", read.text("tokenizer/merges.txt").readLine());
    Manifest manifest = read.manifest();
    assertEquals(ModelTask.TRANSLATION, manifest.task());
    assertEquals(List.of("ko", "en"), manifest.languages());
    assertEquals(3, manifest.network().get("hidden").getAsInt());
    assertEquals("tokenizer/merges.txt", manifest.tokenizers().get("shared").get("merges"));
    assertEquals("vocabulary/shared.txt", manifest.vocabularies().get("shared"));
    assertEquals("CC-BY-4.0", manifest.dataLicence());
    assertEquals(SampleBundle.provenance(), manifest.provenance());
    assertEquals(12.5, manifest.scores().get(0).value());
  }

  @Test
  void files_openedFromMemory_giveTheSameModel() throws IOException {
    ModelBundle read = open(bundle);
    ModelBundle sent = ModelBundle.open(ModelSource.of("tiny", read.files()));
    assertSame(read, sent);
    assertEquals(read.checksum(), sent.checksum());
    assertEquals(Sha256.of(Files.readAllBytes(bundle.resolve(Manifest.FILE))), sent.checksum());
    assertEquals("model tiny", sent.source().toString());
  }

  @Test
  void open_fromMemoryWithADamagedOrMissingFile_refuses() throws IOException {
    Map<String, byte[]> files = open(bundle).files();
    byte[] weights = files.get(Manifest.WEIGHTS).clone();
    weights[weights.length - 1] ^= 1;
    Map<String, byte[]> damaged = new TreeMap<>(files);
    damaged.put(Manifest.WEIGHTS, weights);
    Map<String, byte[]> missing = new TreeMap<>(files);
    missing.remove(Manifest.CARD);
    assertEquals(
        "model tiny: weights.safetensors is damaged (SHA-256 differs); fetch or write the model"
            + " again",
        refusal(damaged));
    assertEquals(
        "model tiny: MODEL_CARD.md is missing; fetch or write the model again", refusal(missing));
  }

  private static String refusal(Map<String, byte[]> files) {
    return assertThrows(
            ModelBundleException.class, () -> ModelBundle.open(ModelSource.of("tiny", files)))
        .getMessage();
  }

  @Test
  void checksum_ofAnotherModel_differs() throws IOException {
    Path other = root.resolve("other");
    SampleBundle.writer().card("# Another\n").write(other);
    assertFalse(open(bundle).checksum().equals(open(other).checksum()));
  }

  @Test
  void write_twice_givesTheSameBytes() throws IOException {
    Path again = root.resolve("again");
    SampleBundle.writer().write(again);
    Map<String, byte[]> one = SampleBundle.files(bundle);
    Map<String, byte[]> two = SampleBundle.files(again);
    assertEquals(one.keySet(), two.keySet());
    one.forEach((path, bytes) -> assertTrue(Arrays.equals(bytes, two.get(path)), path));
  }

  @Test
  void open_zipAndClassPath_equalTheDirectory() throws Exception {
    ModelBundle expected = open(bundle);
    Map<String, byte[]> files = SampleBundle.files(bundle);
    assertSame(expected, open(SampleBundle.zip(root.resolve("tiny.zip"), files)));

    Map<String, byte[]> jar = new TreeMap<>();
    files.forEach((path, bytes) -> jar.put("META-INF/ieum/models/in-a-jar/" + path, bytes));
    jar.put("META-INF/ieum/models.index", "# names\nin-a-jar\n\n".getBytes(StandardCharsets.UTF_8));
    Path jarFile = SampleBundle.zip(root.resolve("with space.jar"), jar);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jarFile.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      assertSame(expected, ModelBundle.open(ModelSource.resolve("in-a-jar")));
      assertEquals(
          List.of("in-a-jar", SampleBundle.NAME),
          ModelSource.onClassPath().stream().map(ModelSource::name).toList());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The bundle of the first released format must load for ever. */
  @Test
  void open_committedFormatOne_stillLoads() throws IOException {
    ModelBundle fixture = ModelBundle.open(ModelSource.resolve(SampleBundle.NAME));
    assertEquals("class path", fixture.source().place());
    assertEquals(SampleBundle.TOKENS, fixture.vocabulary("shared"));
    assertEquals(SampleBundle.weights(), fixture.weights());
    assertEquals(SampleBundle.provenance(), fixture.manifest().provenance());
    assertSame(open(bundle), fixture);
  }

  @Test
  void open_everyFlippedBit_isRefused() throws IOException {
    for (Map.Entry<String, byte[]> file : SampleBundle.files(bundle).entrySet()) {
      Path path = bundle.resolve(file.getKey());
      byte[] bytes = file.getValue();
      int step = Math.max(1, bytes.length * 8 / 150);
      for (int bit = 0; bit < bytes.length * 8; bit += step) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(path, flipped);
        int at = bit;
        assertThrows(ModelBundleException.class, () -> open(bundle), file.getKey() + " bit " + at);
      }
      Files.write(path, bytes);
    }
    open(bundle);
  }

  @Test
  void open_truncatedFiles_areRefused() throws IOException {
    for (Map.Entry<String, byte[]> file : SampleBundle.files(bundle).entrySet()) {
      Path path = bundle.resolve(file.getKey());
      byte[] bytes = file.getValue();
      for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 60)) {
        Files.write(path, Arrays.copyOf(bytes, length));
        String message = refusal(bundle);
        assertTrue(message.contains(file.getKey()), message);
      }
      Files.write(path, bytes);
    }
  }

  @Test
  void open_truncatedOrFlippedZip_isRefused() throws IOException {
    Path zip = SampleBundle.zip(root.resolve("t.zip"), SampleBundle.files(bundle));
    byte[] bytes = Files.readAllBytes(zip);
    Path bad = root.resolve("bad.zip");
    for (int length = 0; length < bytes.length; length += 61) {
      Files.write(bad, Arrays.copyOf(bytes, length));
      assertThrows(ModelBundleException.class, () -> open(bad), "cut at " + length);
    }
    ModelBundle expected = open(zip);
    for (int i = 0; i < bytes.length; i += 11) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 0x10;
      Files.write(bad, flipped);
      try {
        // A flip in a date or another field that carries nothing may pass, but not in the content.
        assertSame(expected, open(bad));
      } catch (ModelBundleException e) {
        assertTrue(e.getMessage().contains("bad.zip"), e.getMessage());
      }
    }
  }

  @Test
  void open_damage_namesFileAndRemedy() throws IOException {
    Path vocabulary = bundle.resolve("vocabulary/shared.txt");
    byte[] bytes = Files.readAllBytes(vocabulary);
    bytes[3] ^= 1;
    Files.write(vocabulary, bytes);
    assertEquals(
        "BUNDLE: vocabulary/shared.txt is damaged (SHA-256 differs); fetch or write the model again",
        refusal(bundle));
    Files.write(vocabulary, Arrays.copyOf(bytes, bytes.length + 1));
    assertEquals(
        "BUNDLE: vocabulary/shared.txt is longer than its %d bytes; fetch or write the model again"
            .formatted(bytes.length),
        refusal(bundle));
    Files.delete(vocabulary);
    assertEquals(
        "BUNDLE: vocabulary/shared.txt is missing; fetch or write the model again",
        refusal(bundle));
  }

  @Test
  void open_otherFiles_areRefused() throws IOException {
    Path other = Files.writeString(bundle.resolve("tokenizer/evil.jar"), "x");
    assertEquals(
        "BUNDLE: tokenizer/evil.jar does not belong to the model; delete it", refusal(bundle));
    Files.delete(other);
    Files.move(bundle.resolve(Manifest.CARD), root.resolve("card"));
    Files.createSymbolicLink(bundle.resolve(Manifest.CARD), root.resolve("card"));
    assertTrue(refusal(bundle).contains("is a link or no file"), refusal(bundle));
  }

  @Test
  void open_noBundle_isRefused() throws IOException {
    Path empty = Files.createDirectory(root.resolve("empty"));
    assertEquals(
        "BUNDLE: holds no model.json; give the directory or zip file of a model", refusal(empty));
    Path text = Files.writeString(root.resolve("text.zip"), "hello");
    assertTrue(refusal(text).startsWith("BUNDLE: is no zip file"), refusal(text));
    assertThrows(ModelBundleException.class, () -> ModelSource.of(root.resolve("none")));
  }

  private Path withManifest(String from, String to) throws IOException {
    Path file = bundle.resolve(Manifest.FILE);
    String text = Files.readString(file);
    assertTrue(text.contains(from), from);
    text =
        text.replace(from, to)
            .replaceFirst("\"seal\": \"[0-9a-f]+", "\"seal\": \"" + "0".repeat(64));
    String seal = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, text.replace("\"seal\": \"" + "0".repeat(64), "\"seal\": \"" + seal));
    return bundle;
  }

  @Test
  void open_newerFormat_saysWhatReadsIt() throws IOException {
    withManifest("\"format\": 1,", "\"format\": 2,");
    withManifest("\"requires\": \"0.1.0\"", "\"requires\": \"0.4.0\"");
    assertEquals(
        "BUNDLE: format 2 is newer than this build reads (1); use ieum 0.4.0 or later",
        refusal(bundle));
    withManifest("\"requires\": \"0.4.0\"", "\"new\": [{}]");
    assertTrue(refusal(bundle).contains("format 2 is newer than this build reads (1); use ieum"));
    withManifest("\"format\": 2,", "\"format\": 0,");
    assertTrue(refusal(bundle).contains("format 0; allowed: 1 to 1"), refusal(bundle));
    withManifest("\"format\": 0,", "");
    assertTrue(refusal(bundle).contains("states no format"), refusal(bundle));
  }

  @Test
  void open_sealedButWrongManifest_isRefused() throws IOException {
    String good = Files.readString(bundle.resolve(Manifest.FILE));
    String[][] changes = {
      {"\"task\": \"translation\"", "\"task\": \"poetry\"", "task = poetry is unknown"},
      {"\"languages\":", "\"langauges\":", "languages is missing"},
      {"\"name\": \"tiny", "\"more\": 1, \"name\": \"tiny", "unknown setting more"},
      {"\"name\": \"tiny", "\"name\": \"x\", \"name\": \"tiny", "'name' stands twice"},
      {"\"tokenizer/merges.txt\": {", "\"../merges.txt\": {", "'../merges.txt' has a name"},
      {"\"tokenizer/merges.txt\": {", "\"/etc/passwd\": {", "'/etc/passwd' has a name"},
      {"\"tokenizer/merges.txt\": {", "\"C:\\\\x\": {", "has a name that is not allowed"},
      {"\"tokenizer/merges.txt\": {", "\"a/../../x\": {", "has a name that is not allowed"},
      {"\"tokenizer/merges.txt\": {", "\"model_card.md\": {", "differs from another by case"},
      {"\"MODEL_CARD.md\": {", "\"CARD.md\": {", "files lack MODEL_CARD.md"},
      {"\"shared\": \"vocabulary/shared.txt\"", "\"shared\": \"../x\"", "files lack ../x"},
      {"\"bytes\": 8", "\"bytes\": 99999999999", "allowed: 4294967296 for weights"},
      {"\"bytes\": 8", "\"bytes\": -1", "out of range"},
      {"\"updates\": 1234", "\"updates\": 1e3", "is not an integer"},
      {"\"started\": \"2026", "\"started\": \"x2026", "could not be parsed"},
      {"\"network\": {", "\"network\": 1, \"n\": {", "network = 1 is not an object"},
    };
    for (String[] change : changes) {
      Files.writeString(bundle.resolve(Manifest.FILE), good);
      withManifest(change[0], change[1]);
      assertTrue(refusal(bundle).contains(change[2]), refusal(bundle));
    }
  }

  @Test
  void open_zipWithEvilEntries_isRefused() throws IOException {
    Map<String, byte[]> good = SampleBundle.files(bundle);
    for (String name :
        List.of(
            "../evil",
            "/evil",
            "a/../../evil",
            "C:\\evil",
            "a\\b",
            "a//b",
            "x\u0000y",
            ".hidden")) {
      Map<String, byte[]> files = new TreeMap<>(good);
      files.put(name, new byte[] {1});
      Path zip = SampleBundle.zip(root.resolve("evil.zip"), files);
      assertTrue(refusal(zip).contains("has a name that no bundle may use"), refusal(zip));
    }
    Map<String, byte[]> extra = new TreeMap<>(good);
    extra.put("tokenizer/more.txt", new byte[] {1});
    Path zip = SampleBundle.zip(root.resolve("extra.zip"), extra);
    assertTrue(refusal(zip).contains("tokenizer/more.txt does not belong"), refusal(zip));
    Map<String, byte[]> bomb = new TreeMap<>(good);
    bomb.put("tokenizer/bomb.txt", new byte[10_000_000]);
    Path bombed = SampleBundle.zip(root.resolve("bomb.zip"), bomb);
    assertTrue(refusal(bombed).contains("unpacks to more than 100 times"), refusal(bombed));
  }

  /** Two entries of one name: what is checked might not be what is read. */
  @Test
  void open_linkToADirectory_isFollowed() throws IOException {
    Path model = root.resolve("linked-model");
    SampleBundle.writer().write(model);
    Path link = Files.createSymbolicLink(root.resolve("latest"), model);
    assertEquals(SampleBundle.NAME, ModelBundle.open(ModelSource.of(link)).manifest().name());
  }

  @Test
  void open_whileTheModelIsBeingReplaced_findsThePreviousAndLeavesItThere() throws IOException {
    Path model = root.resolve("m");
    SampleBundle.writer().write(model);
    Path aside = root.resolve(".m.old");
    Files.move(model, aside);
    assertEquals(
        SampleBundle.NAME,
        ModelBundle.open(ModelSource.resolve(model.toString())).manifest().name());
    assertTrue(Files.exists(aside) && !Files.exists(model), "readers rename nothing");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void of_pipe_isRefusedAtOnce() throws Exception {
    Path pipe = root.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertTrue(
        assertThrows(ModelBundleException.class, () -> ModelSource.of(pipe))
            .getMessage()
            .contains("is a pipe or device"));
  }

  @Test
  void resolve_underAForeignContextClassLoader_findsModelsOfThisOne() throws Exception {
    Path root = this.root.resolve("jar");
    Path model = root.resolve("META-INF/ieum/models/" + SampleBundle.NAME);
    SampleBundle.writer().write(model);
    Files.writeString(root.resolve("META-INF/ieum/models.index"), SampleBundle.NAME + "\n");
    URL[] classPath = {
      root.toUri().toURL(), ModelSource.class.getProtectionDomain().getCodeSource().getLocation()
    };
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader application = new OwnFirst(classPath, before)) {
      Class<?> sources = application.loadClass(ModelSource.class.getName());
      assertNotSame(ModelSource.class, sources);
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      Object found = sources.getMethod("resolve", String.class).invoke(null, SampleBundle.NAME);
      assertEquals("model " + SampleBundle.NAME, found.toString());
      assertTrue(sources.getMethod("onClassPath").invoke(null).toString().contains(found + ""));
      thread.setContextClassLoader(null);
      sources.getMethod("resolve", String.class).invoke(null, SampleBundle.NAME);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Loads what is in its own class path from there, as containers do. */
  private static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL[] classPath, ClassLoader parent) {
      super(classPath, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (name.startsWith("dev.ieum.core.bundle.")) {
          Class<?> loaded = findLoadedClass(name);
          return loaded == null ? findClass(name) : loaded;
        }
        return super.loadClass(name, resolve);
      }
    }
  }

  @Test
  void resolve_inAMergedJarWithOneIndexOfMany_findsEveryModel() throws Exception {
    Path root = this.root.resolve("merged");
    for (String name : List.of("translation-ko-en", "sentiment-ko", "own-model")) {
      SampleBundle.writer().write(root.resolve("META-INF/ieum/models/" + name));
    }
    Files.writeString(root.resolve("META-INF/ieum/models.index"), "sentiment-ko\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader merged = new URLClassLoader(new URL[] {root.toUri().toURL()}, before)) {
      thread.setContextClassLoader(merged);
      for (String name : List.of("translation-ko-en", "sentiment-ko", "own-model")) {
        ModelBundle.open(ModelSource.resolve(name));
      }
      List<String> listed = ModelSource.onClassPath().stream().map(ModelSource::name).toList();
      assertTrue(listed.containsAll(List.of("sentiment-ko", "translation-ko-en")), "" + listed);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void resolve_publishedModelThatIsMissing_namesItsArtifact() {
    assertTrue(
        assertThrows(ModelBundleException.class, () -> ModelSource.resolve("sentiment-ko"))
            .getMessage()
            .contains("add dev.ieum:ieum-model-sentiment-ko to the class path"));
  }

  @Test
  void message_ofHostileNames_isShortAndHoldsNoControlCharacters() {
    String message =
        new ModelBundleException("a\u001b[2J\u202e" + "x".repeat(1_000_000)).getMessage();
    assertTrue(message.length() <= 1_100, "" + message.length());
    assertTrue(message.startsWith("a?[2J?x"), message.substring(0, 20));
  }

  @Test
  void open_zipWithDuplicateEntry_isRefused() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(SampleBundle.files(bundle));
    files.put("MODEL_CARD.mx", files.get(Manifest.CARD));
    Path zip = SampleBundle.zip(root.resolve("twice.zip"), files);
    String bytes = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
    Files.write(
        zip, bytes.replace("MODEL_CARD.mx", Manifest.CARD).getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(refusal(zip).contains("entry 'MODEL_CARD.md' stands twice"), refusal(zip));
  }

  @Test
  void resolve_unknownName_listsTheKnown() {
    String message =
        assertThrows(ModelBundleException.class, () -> ModelSource.resolve("tiny-fromat-1"))
            .getMessage();
    assertEquals(
        "model 'tiny-fromat-1': neither a known model nor an existing path; did you mean"
            + " tiny-format-1? known: tiny-format-1; give one of these, or the directory or zip"
            + " file of a model",
        message);
    assertThrows(ModelBundleException.class, () -> ModelSource.resolve(""));
    assertThrows(ModelBundleException.class, () -> ModelSource.resolve("\u0000"));
  }

  @Test
  void resolve_pathsAndNames_areToldApart() throws IOException {
    assertEquals("tiny", ModelSource.resolve(bundle.toString()).name());
    Path zip = SampleBundle.zip(root.resolve("packed.zip"), SampleBundle.files(bundle));
    assertEquals("packed", ModelSource.resolve(zip.toString()).name());
    Files.move(bundle, root.resolve(".tiny.old"));
    assertEquals(SampleBundle.weights(), open(bundle).weights(), "half-replaced and recovered");
  }

  @Test
  void write_overOtherFiles_isRefusedAndTheyStay() throws IOException {
    Path notes = Files.writeString(bundle.resolve("thesis.txt"), "years of work");
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> SampleBundle.writer().write(bundle));
    assertTrue(e.getMessage().contains("holds thesis.txt, which is no part of a model"));
    assertEquals("years of work", Files.readString(notes));
    assertThrows(ModelBundleException.class, () -> SampleBundle.writer().write(notes));
  }

  @Test
  void write_overAnEarlierBundle_replacesIt() throws IOException {
    ModelBundleWriter.copyOf(open(bundle), Precision.F32)
        .card("# New\n")
        .score(new ReportedScore("test2", "chrF2", 40))
        .write(bundle);
    ModelBundle read = open(bundle);
    assertEquals("# New\n", read.card());
    assertEquals(2, read.manifest().scores().size());
    assertEquals(SampleBundle.weights(), read.weights());
    assertEquals(SampleBundle.TOKENS, read.vocabulary("shared"));
  }

  @Test
  void write_badParts_areRefused() {
    ModelBundleWriter writer = SampleBundle.writer();
    Map<String, FloatTensor> diverged =
        Map.of("w", new FloatTensor(new int[] {1}, new float[] {Float.NaN}));
    assertThrows(ModelBundleException.class, () -> writer.weights(diverged, Precision.F32));
    assertThrows(IllegalArgumentException.class, () -> writer.text("../x", ""));
    assertThrows(IllegalArgumentException.class, () -> writer.text(Manifest.WEIGHTS, ""));
    assertThrows(IllegalArgumentException.class, () -> writer.text("tokenizer/x", "\ud800"));
    assertThrows(
        IllegalArgumentException.class, () -> writer.vocabulary("source", List.of("a\nb")));
    ModelBundleWriter noCard =
        new ModelBundleWriter(
            "x", ModelTask.SENTIMENT, List.of("ko"), "CC0", SampleBundle.provenance());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> noCard.write(root.resolve("x")));
    assertEquals("files lack MODEL_CARD.md", e.getMessage());
    assertFalse(Files.exists(root.resolve("x")));
  }

  @Test
  void corpusFile_plainAndPacked_countsLinesAndHashesBytes() throws IOException {
    Path plain = Files.writeString(root.resolve("a.tsv"), "a\tb\nc\td");
    CorpusFile file = CorpusFile.of(plain);
    assertEquals(2, file.lines());
    assertEquals(Sha256.of(Files.readAllBytes(plain)), file.sha256());
    Path packed = root.resolve("a.tsv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a\nb\nc\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(3, CorpusFile.of(packed).lines());
    assertEquals(Sha256.of(Files.readAllBytes(packed)), CorpusFile.of(packed).sha256());
  }
}
