package dev.ieum.core.recipe;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.Provenance;
import dev.ieum.core.bundle.Provenance.CorpusFile;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a bundle tells of the run that made it: provenance and model card. Immutable.
 *
 * @param settings all settings in force, by section
 * @param seed what all chance came from
 * @param files what was learned from
 * @param outcome how the run ended
 */
record RunRecord(
    Map<String, Object> settings, long seed, Collection<Path> files, TrainingOutcome outcome) {

  /** Returns where the model comes from, checksums of the files included. */
  public Provenance provenance() throws IOException {
    List<CorpusFile> corpora = new ArrayList<>();
    for (Path file : new LinkedHashSet<>(files)) {
      corpora.add(CorpusFile.of(file));
    }
    return new Provenance(
        Provenance.runningToolkit(),
        NativeRuntime.version(),
        Provenance.runningJava(),
        Provenance.runningPlatform(),
        seed,
        "ieum train",
        withoutPlaces(),
        corpora,
        outcome.started(),
        1000 * (long) outcome.seconds(),
        outcome.updates());
  }

  /** The settings without the places where files lay on the machine that trained. */
  @SuppressWarnings("unchecked") // sections of resolved settings are maps by name
  private JsonObject withoutPlaces() {
    Map<String, Object> resolved = new LinkedHashMap<>(settings);
    Map<String, Object> section = new LinkedHashMap<>((Map<String, Object>) resolved.get("data"));
    section.remove("directory");
    resolved.put("data", section);
    resolved.remove("card");
    if (outcome.skipped() > 0) {
      resolved.put("skipped-updates", outcome.skipped());
    }
    if (!outcome.changes().isEmpty()) {
      resolved.put("changed-settings", outcome.changes());
    }
    return new Gson().toJsonTree(resolved).getAsJsonObject();
  }

  /**
   * Returns a model card.
   *
   * @param opening a file whose text it begins with, or none
   * @param otherwise the text it begins with when there is no such file
   * @param learnedFrom how much was learned from, such as "1,000 texts"
   * @param scores figures on test sets, may be empty
   */
  public String card(
      Optional<Path> opening, String otherwise, String learnedFrom, List<ReportedScore> scores)
      throws IOException {
    String head = opening.isPresent() ? Files.readString(opening.get()).strip() : otherwise;
    StringBuilder card =
        new StringBuilder(head)
            .append("\n\n## Training\n\n")
            .append(
                String.format(
                    Locale.ROOT,
                    "%s, %,d updates, seed %d; kept: %s; dev: %s.\n",
                    learnedFrom,
                    outcome.updates(),
                    seed,
                    outcome.choice(),
                    devScores()));
    if (!scores.isEmpty()) {
      card.append("\n## Figures\n\n| test | figure | signature |\n|---|---|---|\n");
      for (ReportedScore score : scores) {
        card.append(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | `%s` |\n",
                score.test(),
                score.value(),
                score.signature()));
      }
    }
    return card.toString();
  }

  private String devScores() {
    return outcome.scores().entrySet().stream()
        .map(score -> String.format(Locale.ROOT, "%s %.3f", score.getKey(), score.getValue()))
        .collect(Collectors.joining(", "));
  }
}
