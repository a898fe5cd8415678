/**
 * Readers of corpora: tab-separated tables, JSON lines, parallel text, each gzipped or not.
 *
 * <p>Read {@link dev.ieum.datasets.Corpus} first, then {@link dev.ieum.datasets.TsvCorpus}. {@link
 * dev.ieum.datasets.KnownCorpus} finds the public corpora that Ieum knows by name, parallel ({@link
 * dev.ieum.datasets.NamedCorpus}) and labelled ({@link dev.ieum.datasets.NamedLabeledCorpus}).
 */
package dev.ieum.datasets;
