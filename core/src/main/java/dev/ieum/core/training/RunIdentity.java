package dev.ieum.core.training;

import com.google.gson.Gson;
import dev.ieum.core.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be the same for a resumed run to end like one left alone. Immutable.
 *
 * @param settings value by dotted key
 * @param data a digest of training and dev data
 */
public record RunIdentity(Map<String, String> settings, String data) {
  /** Keys whose change a resumed run can be allowed by name: none of them shapes the network. */
  public static final Set<String> CHANGEABLE =
      Stream.of("training.", "pretraining.")
          .flatMap(
              section ->
                  Stream.of(
                          ("average checkpoint-every clip-norm final-rate learning-rate"
                                  + " max-skipped-updates max-updates patience schedule validate-every"
                                  + " warmup-updates weight-decay")
                              .split(" "))
                      .map(key -> section + key))
          .collect(Collectors.toCollection(TreeSet::new));

  /**
   * A setting that a resumed run changed.
   *
   * @param update the last update under the old value
   */
  public record Change(long update, String key, String from, String to) {}

  /**
   * Returns the identity of a run.
   *
   * @param resolved all settings, by section
   * @param harmless sections and keys that do not change what is trained
   */
  public static RunIdentity of(Map<String, Object> resolved, List<String> harmless, String data) {
    Map<String, Object> counting = new LinkedHashMap<>(resolved);
    harmless.forEach(counting::remove);
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", counting, flat);
    return new RunIdentity(flat, data);
  }

  private static void flatten(String prefix, Map<?, ?> from, Map<String, String> to) {
    from.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> section) {
            flatten(prefix + key + ".", section, to);
          } else {
            to.put(prefix + key, value instanceof String s ? s : new Gson().toJson(value));
          }
        });
  }

  /**
   * Compares with what a checkpoint was made with and returns the allowed changes.
   *
   * @param directory named in the error
   * @throws ConfigException naming each key that differs and is not allowed to
   */
  List<Change> changes(RunIdentity saved, long update, Set<String> allowed, Path directory) {
    Set<String> keys = new TreeSet<>(settings.keySet());
    keys.addAll(saved.settings.keySet());
    List<Change> changes = new ArrayList<>();
    for (String key : keys) {
      String from = saved.settings.getOrDefault(key, "none");
      String to = settings.getOrDefault(key, "none");
      if (!from.equals(to)) {
        changes.add(new Change(update, key, from, to));
      }
    }
    List<Change> refused =
        changes.stream()
            .filter(c -> !(allowed.contains(c.key()) && CHANGEABLE.contains(c.key())))
            .toList();
    if (!refused.isEmpty() || !Objects.equals(data, saved.data)) {
      throw new ConfigException(refusal(refused, directory));
    }
    return changes;
  }

  private static String refusal(List<Change> refused, Path directory) {
    String what =
        refused.isEmpty()
            ? "the texts of data differ"
            : refused.stream()
                .map(c -> "%s = %s, now %s".formatted(c.key(), c.from(), c.to()))
                .collect(Collectors.joining("; "));
    boolean changeable =
        !refused.isEmpty() && refused.stream().allMatch(c -> CHANGEABLE.contains(c.key()));
    String remedy =
        changeable
            ? ", or change by name: --allow-changed "
                + refused.stream().map(Change::key).collect(Collectors.joining(","))
            : "";
    return "%s: the checkpoint was made with other settings or data: %s; resume with the same, give another --out%s"
        .formatted(directory, what, remedy);
  }
}
