/** Reports of runs: one HTML file with tables and charts, and what goes into it. */
package dev.ieum.cli.report;
