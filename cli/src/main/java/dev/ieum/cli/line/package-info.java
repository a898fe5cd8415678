/**
 * The commands that read a text per line: {@link dev.ieum.cli.line.InputReader} reads records,
 * {@link dev.ieum.cli.line.LineStream} batches them, {@link dev.ieum.cli.line.RecordStream} gives
 * them to a command and writes the results, as {@link dev.ieum.cli.line.ResultPrinter} has them.
 */
package dev.ieum.cli.line;
