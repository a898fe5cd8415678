/** Standard streams, results as tables and JSON, and usage errors. */
package dev.ieum.cli.console;
