/**
 * Layers that translation and sentiment share, on DJL's tensors.
 *
 * <p>Every layer declares its parameters in a {@link dev.ieum.core.nn.ParameterStore} and is then a
 * pure function of its inputs. A result belongs to the manager of the data that went in, never to
 * that of the parameters. Axes: B batch, S source length, T target length, E embedding, H hidden, V
 * vocabulary. Read {@link dev.ieum.core.nn.Encoder} first.
 */
package dev.ieum.core.nn;
