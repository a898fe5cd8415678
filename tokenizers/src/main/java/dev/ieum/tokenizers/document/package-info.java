/**
 * Documents with a structure: subtitles, catalogs of messages, Markdown and HTML. A document is
 * split into what stays to the character and the texts in it; translations of the texts make a
 * document of the same structure. {@link dev.ieum.tokenizers.document.Document} is where to begin.
 */
package dev.ieum.tokenizers.document;
