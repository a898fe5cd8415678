/**
 * The program {@code ieum}: one class per command, each of them options and one call into a library
 * module.
 *
 * <p>Read {@link dev.ieum.cli.Ieum} first. Commands that read a text per line are in {@code
 * cli.line}, those about training in {@code cli.train}, shared options in {@code cli.options}, and
 * standard streams, tables and JSON in {@code cli.console}. Dependencies point in this order.
 */
package dev.ieum.cli;
