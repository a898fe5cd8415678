package dev.ieum.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/** What is computed of a column of texts. Immutable, thread-safe; runs on the executors. */
interface TextFunction extends Serializable {

  /** Returns the name in SQL. */
  String name();

  /** Returns a line that says what it does. */
  String description();

  /** Returns the type of a result. */
  DataType type();

  /**
   * Computes a result for each text, in order. A result is a string, an array of objects or a
   * {@link Fields}, as {@link #type} says; maps are arrays of entries.
   */
  List<Object> apply(List<String> texts);

  /**
   * The fields of a structure, in the order of its type.
   *
   * @param values not copied
   */
  record Fields(Object... values) {}
}
