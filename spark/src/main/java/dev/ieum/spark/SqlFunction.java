package dev.ieum.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A {@link TextFunction} that SQL calls with a row at a time. Null of null, and of a text that
 * cannot be computed. Thread-safe.
 */
record SqlFunction(TextFunction function) implements ScalarFunction<Object>, Serializable {

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return function.type();
  }

  @Override
  public String name() {
    return function.name();
  }

  /** Equal functions of equal models may be computed once. */
  @Override
  public String canonicalName() {
    return "dev.ieum." + function;
  }

  @Override
  public Object produceResult(InternalRow input) {
    if (input.isNullAt(0)) {
      return null;
    }
    List<TextBatch.Result> results =
        TextBatch.compute(function, List.of(input.getUTF8String(0).toString()));
    return internal(results.get(0).value());
  }

  /** Returns a result in the form in which Spark holds it. */
  private static Object internal(Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof TextFunction.Fields fields) {
      return new GenericInternalRow(internal(fields.values()));
    }
    if (value instanceof Object[] values) {
      return new GenericArrayData(internal(values));
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayBasedMapData(
          new GenericArrayData(internal(map.keySet().toArray())),
          new GenericArrayData(internal(map.values().toArray())));
    }
    return value;
  }

  private static Object[] internal(Object[] values) {
    Object[] all = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = internal(values[i]);
    }
    return all;
  }
}
