/** Which language a text is written in. */
package dev.ieum.tokenizers.language;
