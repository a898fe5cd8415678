package dev.ieum.datasets.catalog;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.CorpusInfo;
import dev.ieum.datasets.CorpusInfo.Licence;
import dev.ieum.datasets.CorpusInfo.Split;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.UnlabeledText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A corpus of a {@link CorpusCatalog}: of labelled texts if it has one language, of pairs if it has
 * more. Immutable.
 *
 * <p>Opening a part whose files have checksums reads those files once to compare them.
 *
 * @param name the name that commands and configurations use, such as {@code koen}
 * @param description one line on what the texts are; may be empty
 * @param languages the language codes of its texts
 * @param licence the terms of use
 * @param parts its parts, in the order of the catalogue
 */
public record NamedCorpus(
    String name,
    String description,
    List<String> languages,
    Licence licence,
    List<NamedCorpus.Part> parts) {

  /**
   * One part, such as the training data. Immutable.
   *
   * @param name its name, such as {@code train} or {@code test_2016_flickr}
   * @param split its purpose
   * @param columns columns or fields: the text and the label, or one for each language
   * @param files one file of records; or, for pairs, a plain text for each language
   */
  public record Part(String name, Split split, List<String> columns, List<DataFile> files) {
    public Part {
      columns = List.copyOf(columns);
      files = List.copyOf(files);
    }

    /** Tells whether all files of the part are in {@code dataDirectory}, whatever they hold. */
    public boolean isPresent(Path dataDirectory) {
      return files.stream()
          .allMatch(file -> Files.isRegularFile(dataDirectory.resolve(file.path())));
    }
  }

  /**
   * A file of a part. Immutable.
   *
   * @param path its path in the data directory, with {@code /} between the names
   * @param sha256 its SHA-256 in lower-case hexadecimal, if the catalogue states it
   * @param statedAt the place in a user's catalogue that names the file; empty in Ieum's own
   */
  public record DataFile(String path, Optional<String> sha256, String statedAt) {

    Path in(Path dataDirectory) throws NoSuchFileException {
      Path file = dataDirectory.resolve(path);
      if (!Files.isRegularFile(file)) {
        String remedy =
            "name the directory that holds %s by --data-dir or %s"
                .formatted(path, CorpusCatalog.DATA_VARIABLE);
        throw new NoSuchFileException(
            file.toString(),
            null,
            "no such corpus file; "
                + (statedAt.isEmpty() ? remedy : "put it there, or correct " + statedAt));
      }
      return file;
    }

    Path verifiedIn(Path dataDirectory) throws IOException {
      Path file = in(dataDirectory);
      String found = sha256.isEmpty() ? "" : sha256Of(file);
      if (!found.equals(sha256.orElse(""))) {
        String remedy =
            "restore the published file, or describe yours under another name in "
                + CorpusCatalog.FILE_NAME;
        throw new CorpusFormatException(
            file.toString(),
            0,
            "SHA-256 " + sha256.orElseThrow(),
            "%s; the file was changed: %s"
                .formatted(
                    found,
                    statedAt.isEmpty() ? remedy : "restore it, or correct sha256 at " + statedAt));
      }
      return file;
    }

    private static String sha256Of(Path file) throws IOException {
      MessageDigest digest;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  public NamedCorpus {
    languages = List.copyOf(languages);
    parts = List.copyOf(parts);
  }

  /** Tells whether the corpus holds labelled texts; otherwise it holds pairs. */
  public boolean isLabeled() {
    return languages.size() == 1;
  }

  /**
   * Returns the pairs of one part.
   *
   * @param dataDirectory the directory that holds the corpora
   * @param partName a name of {@link #parts()}
   * @param source language code of the side to translate from
   * @param target language code of the side to translate to
   * @throws IOException if a file of the part is missing or cannot be read
   * @throws CorpusFormatException if a file differs from its checksum
   * @throws IllegalArgumentException if the corpus has no such part or language
   */
  public Corpus<TextPair> pairs(Path dataDirectory, String partName, String source, String target)
      throws IOException {
    Part part = require(partName);
    int from = languages.indexOf(source);
    int to = languages.indexOf(target);
    if (from < 0 || to < 0 || from == to) {
      throw new IllegalArgumentException(
          "%s: languages = %s, %s; allowed: two of %s".formatted(name, source, target, languages));
    }
    List<DataFile> files = part.files();
    FileCorpus<TextPair> pairs =
        files.size() == 1
            ? FileCorpus.pairs(
                files.get(0).verifiedIn(dataDirectory),
                part.columns().get(from),
                part.columns().get(to))
            : FileCorpus.parallel(
                files.get(from).verifiedIn(dataDirectory), files.get(to).verifiedIn(dataDirectory));
    return pairs.with(info(part));
  }

  /**
   * Returns the texts of one part that have a label, as the corpus writes it; records whose label
   * is empty are left out.
   *
   * @param dataDirectory the directory that holds the corpora
   * @param partName a name of {@link #parts()}
   * @throws IOException if the file of the part is missing or cannot be read
   * @throws CorpusFormatException if the file differs from its checksum
   * @throws IllegalArgumentException if the corpus has no such part, or holds pairs
   */
  public Corpus<LabeledText> labeled(Path dataDirectory, String partName) throws IOException {
    Part part = requireLabeled(partName);
    Path file = part.files().get(0).verifiedIn(dataDirectory);
    return FileCorpus.labeled(file, part.columns().get(0), part.columns().get(1))
        .with(info(part))
        .filter(text -> !text.label().isEmpty());
  }

  /**
   * Returns all texts of one part without their labels, those that have none as well.
   *
   * @param dataDirectory the directory that holds the corpora
   * @param partName a name of {@link #parts()}
   * @throws IOException if the file of the part is missing or cannot be read
   * @throws CorpusFormatException if the file differs from its checksum
   * @throws IllegalArgumentException if the corpus has no such part, or holds pairs
   */
  public Corpus<UnlabeledText> texts(Path dataDirectory, String partName) throws IOException {
    Part part = requireLabeled(partName);
    Path file = part.files().get(0).verifiedIn(dataDirectory);
    return FileCorpus.texts(file, part.columns().get(0)).with(info(part));
  }

  /**
   * Returns the files of one part.
   *
   * @param dataDirectory the directory that holds the corpora
   * @param partName a name of {@link #parts()}
   * @throws NoSuchFileException if one of them is missing; the reason says what to do
   * @throws IllegalArgumentException if the corpus has no such part
   */
  public List<Path> files(Path dataDirectory, String partName) throws NoSuchFileException {
    List<Path> files = new ArrayList<>();
    for (DataFile file : require(partName).files()) {
      files.add(file.in(dataDirectory));
    }
    return files;
  }

  private Part requireLabeled(String partName) {
    if (!isLabeled()) {
      throw new IllegalArgumentException(name + ": corpus = pairs; labelled texts are needed");
    }
    return require(partName);
  }

  private Part require(String partName) {
    return parts.stream()
        .filter(part -> part.name().equals(partName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: part = %s; allowed: %s"
                        .formatted(name, partName, parts.stream().map(Part::name).toList())));
  }

  private CorpusInfo info(Part part) {
    return new CorpusInfo(name + "/" + part.name(), part.split(), licence);
  }
}
