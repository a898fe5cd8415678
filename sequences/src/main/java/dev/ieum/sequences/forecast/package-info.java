/** Forecasts of series of numbers: models, sessions, backtests. */
package dev.ieum.sequences.forecast;
