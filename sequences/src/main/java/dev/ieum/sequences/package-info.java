/** Predicts what comes next in a sequence of events; state belongs to the caller. */
package dev.ieum.sequences;
