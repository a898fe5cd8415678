/**
 * Analysis for search with Lucene 9 and 10: {@link dev.ieum.lucene.IeumAnalyzer} in Java, the
 * factories by name in Solr.
 */
package dev.ieum.lucene;
