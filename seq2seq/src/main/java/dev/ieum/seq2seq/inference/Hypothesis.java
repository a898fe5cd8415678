package dev.ieum.seq2seq.inference;

/**
 * A finished translation as ids. Its arrays are not copied; do not change them.
 *
 * @param ids target ids without BOS and EOS
 * @param logProbability natural logarithm of its probability, EOS included
 * @param score what hypotheses are ranked by: the log-probability divided by the length penalty
 * @param attention per id (and EOS), the weights over source ids; empty if not requested
 */
public record Hypothesis(int[] ids, double logProbability, double score, float[][] attention) {}
