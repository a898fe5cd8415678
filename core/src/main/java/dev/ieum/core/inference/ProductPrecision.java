package dev.ieum.core.inference;

/** How exactly a network multiplies. */
public enum ProductPrecision {
  /** Weights and rows in eight bits, as {@link Int8Arithmetic} says: several times as fast. */
  INT8,
  /** Floats, as the network was trained. */
  FLOAT32
}
