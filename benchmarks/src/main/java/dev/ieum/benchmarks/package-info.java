/**
 * How fast the whole program is, and how fast others are on the same machine in the same minutes.
 *
 * <p>{@link dev.ieum.benchmarks.Compare} runs rounds, in each of them every case of ours and its
 * yardstick one after the other, each in a process of its own, which prints one JSON object.
 */
package dev.ieum.benchmarks;
