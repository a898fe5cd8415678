/** Training of sentiment models: {@link dev.ieum.sentiment.train.SentimentTrainer}. */
package dev.ieum.sentiment.train;
