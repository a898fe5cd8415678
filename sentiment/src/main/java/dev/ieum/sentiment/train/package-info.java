/** Training of sentiment models: {@link dev.ieum.sentiment.train.SentimentConfig}. */
package dev.ieum.sentiment.train;
