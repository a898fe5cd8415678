/**
 * Readers of corpora: tab-separated tables, JSON lines, parallel text, each gzipped or not.
 *
 * <p>Read {@link dev.ieum.datasets.Corpus} first, then {@link dev.ieum.datasets.TsvCorpus}. {@link
 * dev.ieum.datasets.NamedCorpus} lists the public corpora that Ieum knows by name.
 */
package dev.ieum.datasets;
