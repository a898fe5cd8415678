/** Tokenizers by name, and what a model bundle stores of them. */
package dev.ieum.tokenizers.spec;
