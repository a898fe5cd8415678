package dev.ieum.datasets;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parallel corpora that Ieum knows by name, with their terms and checksums. Immutable. */
@SuppressWarnings(
    "ImmutableEnumChecker") // the lists are unmodifiable, which the checker cannot see
public enum NamedCorpus implements KnownCorpus {
  /** Korean and English sentences from thirteen collections, mostly made by people. */
  KOEN(
      "koen",
      "Korean-English: requests, small talk, captions, encyclopedia, news",
      List.of("ko", "en"),
      new Licence(
          "CC BY-SA 4.0 and others, per source",
          true,
          "STYLEKQC and kosp2e, PAWS-X, KorSTS and STS benchmark, Korean parallel corpora, NTREX-128, FLORES-200, UD Korean PUD and English PUD, XPersona, Tatoeba, CoCoA-MT, Global African Storybook Project, ChatterBot corpus"),
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "koen/train.tsv.gz",
              "342008517c4a869b61e7e0bc97975db0283ee873f5f40963c87c81e48c192169"),
          CorpusPart.table(
              "dev",
              Split.DEV,
              "koen/dev.tsv.gz",
              "8fcdd30364f8e50afed93cafb5c69f15c61c8f564b19bf851c9c5a5946b5d685"),
          CorpusPart.table(
              "test",
              Split.TEST,
              "koen/test.tsv.gz",
              "6dcf53fb1fb44fe4ba6df4828e1f322c6ba0a36b64a2c446347d71d5021449f3"))),
  /** English comments with Korean that a machine translated and nobody corrected. */
  KOEN_GOEMOTIONS_MT(
      "koen-goemotions-mt",
      "online comments; the Korean side is uncorrected machine translation",
      List.of("ko", "en"),
      new Licence("Apache-2.0", true, "GoEmotions (Google Research); GoEmotions-Korean (monologg)"),
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "koen/extra/goemotions_mt.tsv.gz",
              "6723d15134222af2d0f2822198b45f6ebc4943ed3f8bf5f2bff142c77b5b24f9"))),
  /** Bible verses in archaic Korean. */
  KOEN_BIBLE(
      "koen-bible",
      "Bible verses, Korean Revised Version and New Heart English Bible",
      List.of("ko", "en"),
      new Licence("Public Domain", true, "scrollmapper/bible_databases"),
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "koen/extra/bible.tsv.gz",
              "e2fdf2992f3c81de0e1506f867e99a1bece9519920d5886b64a6748570f72e66"))),
  /** Sentences of the Python documentation. */
  KOEN_PYDOCS(
      "koen-pydocs",
      "technical documentation of Python 3.13",
      List.of("ko", "en"),
      new Licence("PSF-2.0", true, "Python Software Foundation; python/python-docs-ko"),
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "koen/extra/pydocs.tsv.gz",
              "d615a12304966c8eba432c96095d731d0dc6fe6d8b5733d08eb48777c9db57f9"))),
  /** Inference sentences; not for release, for their English side is non-commercial. */
  KOEN_XNLI_NC(
      "koen-xnli-nc",
      "sentence pairs of inference sets",
      List.of("ko", "en"),
      new Licence(
          "CC BY-NC 4.0, CC BY-SA 4.0", false, "XNLI (Facebook Research); KorNLI (Kakao Brain)"),
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "koen/extra/xnli_nc.tsv.gz",
              "82496369b66d3acfe4ef8afc397b8977d4d323a76412b5187cadb4967fa5cb1f"))),
  /** Similarity sentences; not for release, for the terms of some are unclear. */
  KOEN_KORSTS_OTHER(
      "koen-korsts-other",
      "headlines, captions and forum texts of similarity sets",
      List.of("ko", "en"),
      new Licence(
          "CC BY-SA 4.0 with components of unclear terms",
          false,
          "KorSTS (Kakao Brain); STS benchmark"),
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "koen/extra/korsts_other.tsv.gz",
              "1cb9850e2359e16b75543f7b8573498df86dc80a15551167bedd4406350e3374"))),
  /** Image captions in English and German; not for release, for no licence is stated. */
  MULTI30K_EN_DE(
      "multi30k-en-de",
      "image captions, English-German",
      List.of("en", "de"),
      new Licence("none stated", false, "Multi30k (Elliott et al. 2016), from Flickr30k"),
      List.of(
          new CorpusPart(
              "train",
              Split.TRAIN,
              List.of(
                  new CorpusFile(
                      "multi30k/train.en.gz",
                      "ffdb848427a3fccff4f5c9c848dff8b8b5745e8f464f44341b6c5c5288f265db"),
                  new CorpusFile(
                      "multi30k/train.de.gz",
                      "8506e50eaf610b55a8286d1ce85e4098dc2a0a0fce45b4827a5409d9897a81b4"))),
          new CorpusPart(
              "val",
              Split.DEV,
              List.of(
                  new CorpusFile(
                      "multi30k/val.en.gz",
                      "459836b7adfe4fd130d0a8c680e2860d6099fbea0fd1bdbbc7442bbc5afce59b"),
                  new CorpusFile(
                      "multi30k/val.de.gz",
                      "9c3697bf5d18908e41df6a94b8a006ab64dbc66f38790865d6694136428a524d"))),
          new CorpusPart(
              "test_2016_flickr",
              Split.TEST,
              List.of(
                  new CorpusFile(
                      "multi30k/test_2016_flickr.en.gz",
                      "7771063a5bca8712e4c60941bcb128301aab5a3eecc66abbb5d150aa3133a55d"),
                  new CorpusFile(
                      "multi30k/test_2016_flickr.de.gz",
                      "26ef35775a5540d27fc04e66063d59a180388beeede5121c0806dee0c79949e0"))),
          new CorpusPart(
              "test_2017_flickr",
              Split.TEST,
              List.of(
                  new CorpusFile(
                      "multi30k/test_2017_flickr.en.gz",
                      "26fd42c245fcf8c27e5e86d8f3ade771c5e923a63b81515e4f7f76edf158812a"),
                  new CorpusFile(
                      "multi30k/test_2017_flickr.de.gz",
                      "cee3c74f83eca5df9aed37314d6d4cf6b7d1d81de0c91c13439335c3c2f83870"))))),
  /** Image captions in English and French; not for release, for no licence is stated. */
  MULTI30K_EN_FR(
      "multi30k-en-fr",
      "image captions, English-French",
      List.of("en", "fr"),
      new Licence("none stated", false, "Multi30k (Elliott et al. 2016), from Flickr30k"),
      List.of(
          new CorpusPart(
              "train",
              Split.TRAIN,
              List.of(
                  new CorpusFile(
                      "multi30k/train.en.gz",
                      "ffdb848427a3fccff4f5c9c848dff8b8b5745e8f464f44341b6c5c5288f265db"),
                  new CorpusFile(
                      "multi30k/train.fr.gz",
                      "c166741e192f44dd31ffa54e4b36fcefa73cf59ef25f7caa0a40d12df228f967"))),
          new CorpusPart(
              "val",
              Split.DEV,
              List.of(
                  new CorpusFile(
                      "multi30k/val.en.gz",
                      "459836b7adfe4fd130d0a8c680e2860d6099fbea0fd1bdbbc7442bbc5afce59b"),
                  new CorpusFile(
                      "multi30k/val.fr.gz",
                      "db0df8e33e7fc69c9873c985be40f12293fab84868137837caa3aa2b93a8b764"))),
          new CorpusPart(
              "test_2016_flickr",
              Split.TEST,
              List.of(
                  new CorpusFile(
                      "multi30k/test_2016_flickr.en.gz",
                      "7771063a5bca8712e4c60941bcb128301aab5a3eecc66abbb5d150aa3133a55d"),
                  new CorpusFile(
                      "multi30k/test_2016_flickr.fr.gz",
                      "dd7ea75d034e0ba2b0d11133c9b8e7302a1f90b7089c37958bb3f30a13dd34d2"))),
          new CorpusPart(
              "test_2017_flickr",
              Split.TEST,
              List.of(
                  new CorpusFile(
                      "multi30k/test_2017_flickr.en.gz",
                      "26fd42c245fcf8c27e5e86d8f3ade771c5e923a63b81515e4f7f76edf158812a"),
                  new CorpusFile(
                      "multi30k/test_2017_flickr.fr.gz",
                      "7768b37b1e22d648ebd70abecb5460c2416c6839700f44ba163840dbebb57f2b")))));

  private final CorpusProfile profile;

  NamedCorpus(
      String corpusName,
      String description,
      List<String> languages,
      Licence licence,
      List<CorpusPart> parts) {
    this.profile = new CorpusProfile(corpusName, description, languages, licence, parts);
  }

  @Override
  public CorpusProfile profile() {
    return profile;
  }

  /** Returns the parallel corpus called {@code name}, if it is known. */
  public static Optional<NamedCorpus> find(String name) {
    return Arrays.stream(values()).filter(corpus -> corpus.corpusName().equals(name)).findFirst();
  }

  /**
   * Returns the pairs of one part.
   *
   * @param dataDirectory the directory under which the corpus lies
   * @param partName a name of {@link #parts()}
   * @param source language code of the side to translate from
   * @param target language code of the side to translate to
   * @throws NoSuchFileException if a file of the part is not there
   * @throws IllegalArgumentException if the corpus has no such part or language
   */
  public Corpus<TextPair> pairs(Path dataDirectory, String partName, String source, String target)
      throws NoSuchFileException {
    CorpusPart part = profile.requirePart(partName);
    if (source.equals(target) || !languages().containsAll(List.of(source, target))) {
      throw new IllegalArgumentException(
          "%s: languages = %s, %s; allowed: two of %s"
              .formatted(corpusName(), source, target, languages()));
    }
    return part.pairs(profile.info(part), dataDirectory, source, target);
  }
}
