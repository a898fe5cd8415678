/** The tokenizers by name, and what a model bundle stores of one. */
package dev.ieum.tokenizers.spec;
