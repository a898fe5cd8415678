package dev.ieum.sentiment;

/**
 * What one sentence of a text says. Immutable.
 *
 * @param begin where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param text the sentence
 * @param sentiment what it says, read by itself
 */
public record SentenceSentiment(int begin, int end, String text, Sentiment sentiment) {}
