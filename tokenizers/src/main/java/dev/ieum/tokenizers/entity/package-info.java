/**
 * Things in a text that are carried over a translation, not translated: addresses, figures, tags.
 */
package dev.ieum.tokenizers.entity;
