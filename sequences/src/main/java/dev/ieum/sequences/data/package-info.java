/** Files of event sequences. */
package dev.ieum.sequences.data;
