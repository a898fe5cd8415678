/** English: tokenizers on Apache OpenNLP, and spaces put back. */
package dev.ieum.tokenizers.english;
