/**
 * What a corpus holds and what is wrong with it: {@link dev.ieum.datasets.check.CorpusCheck} finds
 * faults, {@link dev.ieum.datasets.check.CorpusStatistics} and {@link
 * dev.ieum.datasets.check.LabeledStatistics} count, {@link dev.ieum.datasets.check.CorpusOverlap}
 * finds texts that two corpora share.
 */
package dev.ieum.datasets.check;
