package dev.ieum.sequences.series;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The columns of a file of series. Immutable.
 *
 * @param target what is predicted
 * @param time when a row was measured: a column, or several such as year, month, day, hour; none:
 *     found by its values, or rows that stand in order
 * @param past known up to the present row, such as the weather
 * @param known known ahead, such as holidays
 * @param key whose series a row belongs to
 */
public record Columns(
    String target,
    @Setting(or = "[]") List<String> time,
    @Setting(or = "[]") List<String> past,
    @Setting(or = "[]") List<String> known,
    Optional<String> key)
    implements Settings.Checked {
  public Columns {
    time = List.copyOf(time);
    past = List.copyOf(past);
    known = List.copyOf(known);
  }

  @Override
  public void check(Settings settings) {
    List<String> all = all();
    for (String name : all) {
      settings.errorIf(
          all.indexOf(name) != all.lastIndexOf(name),
          "target",
          "and others name column " + name + " twice; name it once");
    }
  }

  /** Returns the names of all columns. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    key.ifPresent(all::add);
    all.addAll(time);
    all.add(target);
    all.addAll(past);
    all.addAll(known);
    return all;
  }

  /** Returns the time of a row as one text; parts such as year, month, day, hour are joined. */
  public String timeText(UnaryOperator<String> cells) {
    if (time.size() == 1) {
      return cells.apply(time.get(0)).strip();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < time.size(); i++) {
      String part = cells.apply(time.get(i)).strip();
      text.append(i == 0 ? "" : i < 3 ? "-" : i == 3 ? " " : ":");
      text.append(i > 0 && part.length() == 1 ? "0" + part : part);
    }
    return text.toString();
  }

  /** Returns these columns with the ones that say when. */
  Columns withTime(List<String> found) {
    return new Columns(target, found, past, known, key);
  }
}
