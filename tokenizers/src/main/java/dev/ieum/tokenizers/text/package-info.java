/** Unicode: normal forms with offsets, graphemes, white space, Hangul, display widths. */
package dev.ieum.tokenizers.text;
