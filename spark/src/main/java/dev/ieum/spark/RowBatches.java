package dev.ieum.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds results to the rows of a partition, a batch at a time, in order. At most one batch is read
 * ahead.
 *
 * @param function what is computed
 * @param column index of the column of texts
 * @param errors whether a column of errors follows that of the results
 * @param batch rows computed together, at most
 */
record RowBatches(TextFunction function, int column, boolean errors, int batch)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Iterator<>() {
      private final Queue<Row> ready = new ArrayDeque<>();

      @Override
      public boolean hasNext() {
        if (ready.isEmpty() && rows.hasNext()) {
          fill(rows, ready);
        }
        return !ready.isEmpty();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.remove();
      }
    };
  }

  private void fill(Iterator<Row> rows, Queue<Row> ready) {
    List<Row> taken = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    while (taken.size() < batch && rows.hasNext()) {
      Row row = rows.next();
      taken.add(row);
      texts.add(row.getString(column));
    }
    List<TextBatch.Result> results = TextBatch.compute(function, texts);
    for (int i = 0; i < taken.size(); i++) {
      ready.add(extended(taken.get(i), results.get(i)));
    }
  }

  private Row extended(Row row, TextBatch.Result result) {
    Object[] values = new Object[row.size() + (errors ? 2 : 1)];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = external(result.value());
    if (errors) {
      values[row.size() + 1] = result.error();
    }
    return RowFactory.create(values);
  }

  /** Returns a result in the form that a {@link Row} takes, maps as arrays of entries. */
  private static Object external(Object value) {
    if (value instanceof TextFunction.Fields fields) {
      return RowFactory.create(external(fields.values()));
    }
    if (value instanceof Object[] values) {
      return external(values);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
          .toArray();
    }
    return value;
  }

  private static Object[] external(Object[] values) {
    Object[] all = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = external(values[i]);
    }
    return all;
  }
}
