/** The classifying network: {@link dev.ieum.sentiment.model.SentimentNetwork}. */
package dev.ieum.sentiment.model;
