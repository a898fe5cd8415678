/**
 * Readers of corpora: tab-separated tables, JSON lines, parallel text, each gzipped or not.
 *
 * <p>Read {@link dev.ieum.datasets.Corpus} first, then {@link dev.ieum.datasets.FileCorpus}. The
 * corpora known by name are in {@code dev.ieum.datasets.catalog}, what checks and counts corpora is
 * in {@code dev.ieum.datasets.check}.
 */
package dev.ieum.datasets;
