/** Series of numbers: files, times, and what is known of a series at a moment. No neural code. */
package dev.ieum.sequences.series;
