/** Ieum cli. */
package dev.ieum.cli;
