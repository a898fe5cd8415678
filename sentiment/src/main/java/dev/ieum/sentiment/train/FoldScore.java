package dev.ieum.sentiment.train;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the model that never saw a fold makes of it. Immutable.
 *
 * @param fold its number, from 1
 * @param fingerprint of the settings and texts behind it
 * @param trainTexts texts learned from
 * @param heldOutTexts texts of the fold
 * @param accuracy in percent
 * @param macroF1 in percent
 */
public record FoldScore(
    int fold,
    String fingerprint,
    int trainTexts,
    int heldOutTexts,
    double accuracy,
    double macroF1) {
  private static final Gson JSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .create();

  private static final String FILE = "fold.json";

  void write(Path directory) throws IOException {
    write(directory.resolve(FILE), this);
  }

  static void write(Path file, Object json) throws IOException {
    AtomicFiles.writeFile(
        file, temporary -> Files.writeString(temporary, JSON.toJson(json) + "\n"));
  }

  /** Returns the score that a finished fold left in its run directory. */
  static Optional<FoldScore> find(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? Optional.of(read(file, FoldScore.class)) : Optional.empty();
  }

  static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      T read = JSON.fromJson(text, type);
      if (read != null) {
        return read;
      }
      throw new JsonParseException("an empty file");
    } catch (JsonParseException | NumberFormatException e) {
      throw new ModelBundleException(file + ": not the scores of folds; delete it", e);
    }
  }

  /**
   * Checks what is behind it.
   *
   * @throws ConfigException when that are other settings or texts
   */
  FoldScore requireSame(String wanted, Path directory) {
    if (!wanted.equals(fingerprint)) {
      throw new ConfigException(
          ("%s: made with other settings or data (%s, now %s); resume with the same, or give"
                  + " another --out")
              .formatted(directory.resolve(FILE), fingerprint, wanted));
    }
    return this;
  }
}
