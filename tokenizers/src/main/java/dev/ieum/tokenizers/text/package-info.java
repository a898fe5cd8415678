/** Unicode: normal forms with offsets, graphemes, white space, Hangul, widths in a terminal. */
package dev.ieum.tokenizers.text;
