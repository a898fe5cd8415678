package dev.ieum.core.recipe;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every configuration says of its model. Immutable.
 *
 * @param task what the model does
 * @param name what the model is called
 * @param languages codes such as {@code ko}: source and target, or the language of the texts
 * @param dataLicence terms of the training data, as the bundle states them
 * @param card file of text that the model card begins with
 */
public record RunSettings(
    ModelTask task, String name, List<String> languages, String dataLicence, Optional<Path> card) {
  public RunSettings {
    languages = List.copyOf(languages);
  }

  /**
   * Reads them.
   *
   * @param task the only task allowed
   * @param languages keys of languages
   * @throws dev.ieum.core.config.ConfigException naming file, line, key and what is allowed
   */
  public static RunSettings read(Settings settings, ModelTask task, List<String> languages) {
    String word = EnumWords.of(task);
    settings.errorIf(
        !settings.requireString("task").equals(word),
        "task",
        "is not a task of this kind; allowed: " + word);
    String name = settings.takeString("name", word);
    List<String> codes = languages.stream().map(settings::requireString).toList();
    String licence = settings.takeString("data-licence", "not stated");
    Optional<Path> card = settings.takeOptionalPath("card");
    return new RunSettings(task, name, codes, licence, card);
  }

  /**
   * Reads the whole of a configuration, all of whose settings must be known.
   *
   * @param type its record, whose components {@code run} and {@code resolved} are this and all
   *     values in force
   * @param given other components that are no plain settings
   */
  public <R extends Recipe> R recipe(
      Class<R> type, Settings settings, Map<String, Supplier<?>> given) {
    Map<String, Supplier<?>> all = new HashMap<>(given);
    all.put("run", () -> this);
    all.put("resolved", settings::resolved);
    R recipe = settings.read(type, all);
    settings.requireAllTaken();
    return recipe;
  }
}
