/**
 * Scores: of translations against references, equal to sacreBLEU 2.6.0 figure by figure, and of
 * classifiers.
 *
 * <p>Read {@link dev.ieum.core.score.Metric} first, then {@link dev.ieum.core.score.MetricKind} for
 * the metrics that have a name on the command line. {@link dev.ieum.core.score.PairedBootstrap}
 * tells whether a difference between two systems is more than chance. {@link
 * dev.ieum.core.score.ClassificationReport} holds all that is said of a classifier.
 */
package dev.ieum.core.score;
