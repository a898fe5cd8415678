/** Options that several commands share. */
package dev.ieum.cli.options;
