/**
 * Models on Apache Spark 3.5 and 4: {@link dev.ieum.spark.TextTransformer} for data frames, {@link
 * dev.ieum.spark.IeumCatalog} and {@link dev.ieum.spark.IeumExtensions} for SQL and Python.
 */
package dev.ieum.spark;
