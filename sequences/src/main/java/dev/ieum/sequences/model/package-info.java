/** The network of event sequences: its sizes, as it is trained, and as it runs. */
package dev.ieum.sequences.model;
