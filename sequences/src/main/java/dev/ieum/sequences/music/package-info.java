/** Melodies: tunes in ABC notation, and files that players open. */
package dev.ieum.sequences.music;
