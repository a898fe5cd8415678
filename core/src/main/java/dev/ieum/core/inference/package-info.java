/**
 * Inference: the layers of {@code dev.ieum.core.nn} with the weights they learned, in Java. {@link
 * dev.ieum.core.inference.Encoder} reads sequences; {@link dev.ieum.core.inference.Linear}
 * multiplies, in floats or in eight bits ({@link dev.ieum.core.inference.Int8Arithmetic}), which
 * the tensor engine's library takes over in long runs; {@link dev.ieum.core.inference.BatchQueue}
 * batches the work of all callers of a {@link dev.ieum.core.inference.ModelRuntime}. Tests compare
 * every layer here with the one there, in floats.
 */
package dev.ieum.core.inference;
