/** English: tokenizers and a detokenizer on Apache OpenNLP. */
package dev.ieum.tokenizers.english;
