/**
 * Trained networks run in plain Java, without the tensor engine: what the layers of {@code
 * dev.ieum.core.nn} learned, {@link dev.ieum.core.inference.Matrix} multiplies and {@link
 * dev.ieum.core.inference.PlainEncoder} reads with. Tests hold every layer here to the one there.
 */
package dev.ieum.core.inference;
