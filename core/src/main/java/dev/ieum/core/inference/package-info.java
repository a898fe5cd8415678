/**
 * Trained networks as they run: what the layers of {@code dev.ieum.core.nn} learned, {@link
 * dev.ieum.core.inference.Linear} multiplies and {@link dev.ieum.core.inference.RecurrentEncoder}
 * reads with. All of it is plain Java, but for products of eight bits ({@link
 * dev.ieum.core.inference.Int8Arithmetic}), which the tensor engine's library takes over in long
 * texts. Tests hold every layer here to the one there, in floats.
 */
package dev.ieum.core.inference;
