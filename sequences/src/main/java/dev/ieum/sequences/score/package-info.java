/** Ranking figures of next-event predictions, with naive baselines beside them. */
package dev.ieum.sequences.score;
