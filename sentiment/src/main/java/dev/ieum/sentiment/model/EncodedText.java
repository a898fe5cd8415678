package dev.ieum.sentiment.model;

/**
 * A text as the network sees it. The arrays are not copied; do not change them.
 *
 * @param ids subwords, EOS at the end
 * @param ngrams see {@link Ngrams}
 */
@SuppressWarnings("ArrayRecordComponent") // a text is encoded, scored and dropped
public record EncodedText(int[] ids, int[] ngrams) {}
