package dev.ieum.datasets;

/** A record of a corpus, which knows where it came from. Implementations are immutable. */
public interface CorpusEntry {

  /** Returns the collection from which the entry was taken, or its file's name if none is given. */
  String subset();

  /** Returns the line of the file on which the entry stands; the first line is 1. */
  long line();
}
