package dev.ieum.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedCorpusTest {

  @TempDir Path dir;

  @Test
  void names_areDistinctAndFound() {
    Set<String> names = new HashSet<>();
    for (KnownCorpus corpus : KnownCorpus.all()) {
      assertTrue(names.add(corpus.corpusName()), corpus.corpusName());
      assertEquals(corpus, KnownCorpus.find(corpus.corpusName()).orElseThrow());
    }
    assertEquals(NamedCorpus.values().length + NamedLabeledCorpus.values().length, names.size());
    assertEquals(NamedCorpus.KOEN, NamedCorpus.find("koen").orElseThrow());
    assertTrue(NamedCorpus.find("nsmc").isEmpty());
    assertEquals(NamedLabeledCorpus.NSMC, NamedLabeledCorpus.find("nsmc").orElseThrow());
    assertTrue(NamedLabeledCorpus.find("koen").isEmpty());
    assertTrue(KnownCorpus.find("koenn").isEmpty());
  }

  @Test
  void licences_restrictedCorporaAreNotForRelease() {
    assertTrue(NamedCorpus.KOEN.licence().releasable());
    assertFalse(NamedCorpus.KOEN_XNLI_NC.licence().releasable());
    assertFalse(NamedCorpus.KOEN_KORSTS_OTHER.licence().releasable());
    assertFalse(NamedCorpus.MULTI30K_EN_DE.licence().releasable());
  }

  @Test
  void pairs_missingFileWrongPartWrongLanguage_sayWhatToDo() {
    NoSuchFileException missing =
        assertThrows(
            NoSuchFileException.class, () -> NamedCorpus.KOEN.pairs(dir, "dev", "ko", "en"));
    assertEquals(
        "no such corpus file; name the directory that holds koen/dev.tsv.gz by --data-dir or"
            + " IEUM_DATA",
        missing.getReason());
    IllegalArgumentException part =
        assertThrows(
            IllegalArgumentException.class, () -> NamedCorpus.KOEN.pairs(dir, "val", "ko", "en"));
    assertEquals("koen: part = val; allowed: [train, dev, test]", part.getMessage());
    IllegalArgumentException language =
        assertThrows(
            IllegalArgumentException.class, () -> NamedCorpus.KOEN.pairs(dir, "dev", "ko", "de"));
    assertEquals("koen: languages = ko, de; allowed: two of [ko, en]", language.getMessage());
  }

  @Test
  void verify_changedFile_isRefused() throws IOException {
    CorpusFile file =
        new CorpusFile(
            "a/b.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Files.createDirectory(dir.resolve("a"));
    Files.writeString(dir.resolve("a/b.txt"), "abc"); // the example of FIPS 180-2, appendix B.1
    file.verify(dir);
    Files.writeString(dir.resolve("a/b.txt"), "abd");
    assertThrows(CorpusFormatException.class, () -> file.verify(dir));
  }

  @Test
  void pairs_realCorpora_haveTheSizesAndChecksumsOnRecord() throws IOException {
    Path data = SharedData.directory();
    assertEquals(2330, NamedCorpus.KOEN.pairs(data, "dev", "ko", "en").readAll().size());
    Corpus<TextPair> captions =
        NamedCorpus.MULTI30K_EN_DE.pairs(data, "test_2016_flickr", "de", "en");
    assertEquals(1000, captions.readAll().size());
    assertEquals(
        new TextPair(
            "Ein Mann mit einem orangefarbenen Hut, der etwas anstarrt.",
            "A man in an orange hat starring at something.",
            "multi30k-en-de/test_2016_flickr",
            1),
        captions.readAll().get(0));
    for (KnownCorpus corpus : KnownCorpus.all()) {
      for (CorpusPart part : corpus.parts()) {
        for (CorpusFile file : part.files()) {
          file.verify(data);
        }
      }
    }
  }
}
