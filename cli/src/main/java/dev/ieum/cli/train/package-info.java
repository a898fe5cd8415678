/** The commands about training: configurations, their data, and runs. */
package dev.ieum.cli.train;
