/**
 * The program {@code ieum}: one class per command, each of them options and one call into a library
 * module.
 *
 * <p>Read {@link dev.ieum.cli.Ieum} first, then {@link dev.ieum.cli.LineStream}, on which the
 * filters stand.
 */
package dev.ieum.cli;
