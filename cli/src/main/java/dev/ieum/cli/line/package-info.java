/**
 * The commands that read a text per line: {@link dev.ieum.cli.line.InputReader} reads records,
 * {@link dev.ieum.cli.line.LineStream} batches them, {@link dev.ieum.cli.line.ResultPrinter} writes
 * the results.
 */
package dev.ieum.cli.line;
