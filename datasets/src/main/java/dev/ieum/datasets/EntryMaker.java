package dev.ieum.datasets;

/** Makes an entry from its two texts and where they came from. */
@FunctionalInterface
interface EntryMaker<T extends CorpusEntry> {
  T make(String first, String second, String origin, long line);
}
