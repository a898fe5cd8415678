/** Training of next-event models. */
package dev.ieum.sequences.train;
