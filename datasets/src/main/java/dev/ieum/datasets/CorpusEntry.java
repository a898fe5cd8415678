package dev.ieum.datasets;

/** What every entry of a corpus tells about where it came from. */
public interface CorpusEntry {

  /** Returns the collection that the entry came from, or its file's name when none is given. */
  String origin();

  /** Returns the line of the file on which the entry stands; the first line is 1. */
  long line();
}
