/** Drawing one of many by their probabilities. */
package dev.ieum.core.sampling;
