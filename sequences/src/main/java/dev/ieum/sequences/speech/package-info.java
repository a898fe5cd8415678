/** Words in a stream of sound: audio in, each word with its time out as soon as it is spoken. */
package dev.ieum.sequences.speech;
