/** Korean: morphology on Lucene Nori, user dictionaries, particles, spacing, noisy text. */
package dev.ieum.tokenizers.korean;
