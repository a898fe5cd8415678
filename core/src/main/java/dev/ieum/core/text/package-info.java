/**
 * Text as numbers: vocabulary, codec and batches, all plain Java.
 *
 * <p>Read {@link dev.ieum.core.text.TextCodec} first.
 */
package dev.ieum.core.text;
