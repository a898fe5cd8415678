package dev.ieum.datasets.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.CorpusInfo.Licence;
import dev.ieum.datasets.CorpusInfo.Split;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.UnlabeledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCatalogTest {
  private static final String GREETINGS =
      """
      greetings:
        languages: [ko, en]
        parts:
          train:
            files: my/train.tsv
      """;

  @TempDir Path dir;

  private void write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private CorpusCatalog catalog(String yaml) throws IOException {
    write(CorpusCatalog.FILE_NAME, yaml);
    return CorpusCatalog.of(Optional.of(dir));
  }

  private NamedCorpus corpus(String yaml) throws IOException {
    List<NamedCorpus> all = catalog(yaml).corpora();
    return all.get(all.size() - 1);
  }

  private void assertFault(String message, String yaml) {
    CorpusFormatException e =
        assertThrows(CorpusFormatException.class, () -> catalog(yaml), message);
    assertEquals(dir.resolve(CorpusCatalog.FILE_NAME) + message, e.getMessage());
  }

  /** The file was written by the enums that held these facts before they became data. */
  @Test
  void bundled_everyPart_hasTheFactsOnRecord() throws IOException {
    List<String> found = new ArrayList<>();
    for (NamedCorpus corpus : CorpusCatalog.bundled().corpora()) {
      for (NamedCorpus.Part part : corpus.parts()) {
        List<String> facts = new ArrayList<>();
        facts.add(corpus.name() + "/" + part.name());
        facts.add(part.split().name());
        facts.add(String.join(",", corpus.languages()));
        facts.add(String.join(",", part.columns()));
        facts.add(Boolean.toString(corpus.licence().releasable()));
        facts.add(corpus.licence().name());
        facts.add(corpus.licence().attribution());
        facts.add(corpus.description());
        for (NamedCorpus.DataFile file : part.files()) {
          facts.add(file.path());
          facts.add(file.sha256().orElseThrow());
        }
        found.add(String.join("\t", facts));
      }
    }
    String record =
        new String(getClass().getResourceAsStream("bundled-corpora.tsv").readAllBytes(), UTF_8);
    assertEquals(record.lines().toList(), found);
  }

  @Test
  void find_nameOfACorpus_givesItsKind() throws IOException {
    CorpusCatalog bundled = CorpusCatalog.bundled();
    assertFalse(bundled.find("koen").orElseThrow().isLabeled());
    assertTrue(bundled.find("nsmc").orElseThrow().isLabeled());
    assertTrue(bundled.find("koenn").isEmpty());
    assertEquals(bundled, CorpusCatalog.of(Optional.empty()));
    assertEquals(bundled, CorpusCatalog.of(Optional.of(dir)), "no file of the user's");
    assertEquals(
        bundled.corpora(), catalog("# none yet\n").corpora(), "an empty file adds nothing");
  }

  @Test
  void pairs_usersTable_readsTheColumnsOfTheLanguages() throws IOException {
    write("my/train.tsv", "korean\tenglish\tsource\n안녕\thello\tchat\n");
    write("my/held-out.jsonl", "{\"korean\":\"비\",\"english\":\"rain\"}\n");
    NamedCorpus corpus =
        corpus(
            """
            인사-2:
              description: "Greetings: short ones"
              languages: [ko, en]
              licence: CC0-1.0
              releasable: true
              attribution: the office
              columns: [korean, english]
              parts:
                train:
                  files: my/train.tsv
                held-out:
                  split: test
                  files: [my/held-out.jsonl]
            """);
    assertEquals("인사-2", corpus.name());
    assertEquals("Greetings: short ones", corpus.description());
    assertEquals(new Licence("CC0-1.0", true, "the office"), corpus.licence());
    assertEquals(
        List.of(new TextPair("hello", "안녕", "chat", 2)),
        corpus.pairs(dir, "train", "en", "ko").readAll());
    assertEquals(
        List.of(new TextPair("비", "rain", "held-out.jsonl", 1)),
        corpus.pairs(dir, "held-out", "ko", "en").readAll());
    assertEquals("인사-2/held-out", corpus.pairs(dir, "held-out", "ko", "en").info().name());
    assertEquals(Split.TRAIN, corpus.parts().get(0).split());
    assertEquals(Split.TEST, corpus.parts().get(1).split());
    assertTrue(corpus.parts().get(0).isPresent(dir));
    assertEquals(List.of(dir.resolve("my/train.tsv")), corpus.files(dir, "train"));
  }

  @Test
  void pairs_usersParallelText_readsAFileForEachLanguage() throws IOException {
    write("my/a.ko", "하나\n둘\n");
    write("my/a.en", "one\ntwo\n");
    NamedCorpus corpus =
        corpus("n:\n  languages: [ko, en]\n  parts: {all: {files: [my/a.ko, my/a.en]}}\n");
    assertEquals(
        List.of(new TextPair("one", "하나", "n/all", 1), new TextPair("two", "둘", "n/all", 2)),
        corpus.pairs(dir, "all", "en", "ko").readAll());
    assertEquals(Split.WHOLE, corpus.parts().get(0).split());
    assertEquals(Licence.UNSTATED, corpus.licence());
  }

  @Test
  void labeled_usersTable_leavesOutTextsWithoutLabel() throws IOException {
    write("r.tsv", "comment\tstars\n좋아요\t5\n음\t\n");
    write("d.tsv", "text\tlabel\n별로\t0\n");
    NamedCorpus corpus =
        corpus(
            """
            reviews:
              languages: ko
              parts:
                train: {files: r.tsv, columns: [comment, stars]}
                dev: {files: ./d.tsv}
            """);
    assertEquals(
        List.of(new LabeledText("좋아요", "5", "r.tsv", 2)), corpus.labeled(dir, "train").readAll());
    assertEquals(
        List.of(new UnlabeledText("좋아요", "r.tsv", 2), new UnlabeledText("음", "r.tsv", 3)),
        corpus.texts(dir, "train").readAll());
    assertEquals(
        List.of(new LabeledText("별로", "0", "d.tsv", 2)), corpus.labeled(dir, "dev").readAll());
  }

  @Test
  void of_nameThatIsTaken_isRefused() {
    assertFault(
        ":2: expected a new name for nsmc, found one that is taken; rename the corpus",
        "\n" + GREETINGS.replace("greetings", "nsmc"));
    assertFault(
        ":6: expected each key once for greetings, found it again; keep one of them",
        GREETINGS + GREETINGS);
  }

  @Test
  void of_pathOutsideTheDirectory_isRefused() {
    for (String path : List.of("../train.tsv", "/etc/passwd", "my/../../x.tsv", "\"a\\0b\"")) {
      assertFault(
          ":5: expected a path inside the directory of corpora.yaml for"
              + " greetings.parts.train.files, found '%s'; put the file there and write its path"
                  .formatted(path.startsWith("\"") ? "a\0b" : path)
              + " from there",
          GREETINGS.replace("my/train.tsv", path));
    }
  }

  @Test
  void of_badFile_namesLineKeyAndWhatIsAllowed() throws IOException {
    String all = "[description, languages, licence, releasable, attribution, columns, parts]";
    assertFault(":1: expected a section of names, found none", "- koen\n");
    assertFault(":1: expected a section of " + all + " for a, found none", "a: b\n");
    assertFault(
        ":3: expected one of " + all + " for a.langages, found 'langages'; correct or remove it",
        "a:\n  languages: ko\n  langages: ko\n");
    assertFault(
        ":1: expected a key 'languages' for a, found keys [parts]", "a:\n  parts: {b: {files: c}}");
    assertFault(
        ":1: expected a key 'parts' for a, found keys [languages]", "a:\n  languages: ko\n");
    assertFault(
        ":3: expected a section of names for a.parts, found none",
        "a:\n  languages: ko\n  parts: {}\n");
    assertFault(
        ":2: expected a text for a.languages, found none; give one or remove the line",
        "a:\n  languages:\n  parts: {b: {files: c}}\n");
    assertFault(
        ":1: expected a name of letters, digits, '.', '_', '-' for a/b, found 'a/b'; correct or remove it",
        GREETINGS.replace("greetings", "a/b"));
    assertFault(
        ":6: expected one of [false, true] for greetings.releasable, found 'yes'",
        GREETINGS + "  releasable: yes\n");
    assertFault(
        ":6: expected 2 columns for greetings.columns, found [a]", GREETINGS + "  columns: a\n");
    assertFault(
        ":6: expected one of [train, dev, test, whole] for greetings.parts.train.split, found"
            + " 'training'",
        GREETINGS + "      split: training\n");
    assertFault(
        ":5: expected one file, or one for each of 2 languages for greetings.parts.train.files,"
            + " found 3: [a, b, c]",
        GREETINGS.replace("my/train.tsv", "[a, b, c]"));
    for (String sum : List.of("ABC", "ab".repeat(32) + ", " + "ab".repeat(32))) {
      assertFault(
          ":6: expected 64 digits of 0-9 and a-f for each file for greetings.parts.train.sha256,"
              + " found "
              + sum,
          GREETINGS + "      sha256: [" + sum + "]\n");
    }
    assertFault(
        ":2: expected valid YAML, found a fault: found character '\\t(TAB)' that cannot start any"
            + " token. (Do not use \\t(TAB) for indentation)",
        "a:\n\tlanguages: ko\n");
    assertThrows(CorpusFormatException.class, () -> catalog("a: ".repeat(3)));
    assertThrows(CorpusFormatException.class, () -> catalog("[".repeat(100_000)));
    assertThrows(CorpusFormatException.class, () -> catalog("a: &x\n  parts: *x\n"));
    Files.write(dir.resolve(CorpusCatalog.FILE_NAME), new byte[] {'a', (byte) 0xE9, '\n'});
    assertThrows(CorpusFormatException.class, () -> CorpusCatalog.of(Optional.of(dir)));
  }

  @Test
  void pairs_missingFile_saysWhereItIsNamed() throws IOException {
    NamedCorpus corpus = corpus(GREETINGS);
    assertFalse(corpus.parts().get(0).isPresent(dir));
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> corpus.pairs(dir, "train", "ko", "en"));
    assertEquals(dir.resolve("my/train.tsv").toString(), e.getFile());
    assertEquals(
        "no such corpus file; put it there, or correct " + dir.resolve("corpora.yaml") + ":5",
        e.getReason());
    NoSuchFileException bundled =
        assertThrows(
            NoSuchFileException.class,
            () -> CorpusCatalog.bundled().find("koen").orElseThrow().files(dir, "dev"));
    assertEquals(
        "no such corpus file; name the directory that holds koen/dev.tsv.gz by --data-dir or"
            + " IEUM_DATA",
        bundled.getReason());
  }

  @Test
  void labeled_changedFile_isRefused() throws IOException {
    // the example of FIPS 180-2, appendix B.1
    String sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    NamedCorpus corpus =
        corpus(
            "a:\n  languages: ko\n  parts:\n    all:\n      sha256: " + sum + "\n      files: b\n");
    write("b", "abc");
    assertEquals("a/all", corpus.labeled(dir, "all").info().name());
    write("b", "abd");
    CorpusFormatException e =
        assertThrows(CorpusFormatException.class, () -> corpus.labeled(dir, "all"));
    assertEquals(
        "%s: expected SHA-256 %s, found %s; the file was changed: restore it, or correct sha256 at %s:6"
            .formatted(
                dir.resolve("b"),
                sum,
                "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9",
                dir.resolve("corpora.yaml")),
        e.getMessage());
    write("kote/dev.tsv.gz", "text\tpolarity\n");
    NamedCorpus kote = CorpusCatalog.bundled().find("kote").orElseThrow();
    String message =
        assertThrows(CorpusFormatException.class, () -> kote.labeled(dir, "dev")).getMessage();
    assertTrue(
        message.endsWith(
            "; the file was changed: restore the published file, or describe yours under another"
                + " name in corpora.yaml"),
        message);
  }

  @Test
  void parts_wrongPartLanguageOrKind_namesWhatIsAllowed() {
    NamedCorpus koen = CorpusCatalog.bundled().find("koen").orElseThrow();
    assertEquals(
        "koen: part = val; allowed: [train, dev, test]",
        assertThrows(IllegalArgumentException.class, () -> koen.pairs(dir, "val", "ko", "en"))
            .getMessage());
    assertEquals(
        "koen: languages = ko, de; allowed: two of [ko, en]",
        assertThrows(IllegalArgumentException.class, () -> koen.pairs(dir, "dev", "ko", "de"))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> koen.pairs(dir, "dev", "ko", "ko"));
    assertEquals(
        "koen: corpus = pairs; labelled texts are needed",
        assertThrows(IllegalArgumentException.class, () -> koen.labeled(dir, "dev")).getMessage());
  }
}
