package dev.ieum.sentiment.train;

import dev.ieum.core.config.Setting;
import java.nio.file.Path;

/**
 * Texts constructed from templates, in addition to those of corpora. Immutable.
 *
 * @param file the templates, see {@link PhraseGrammar}
 * @param texts how many different texts
 */
record PhrasesConfig(Path file, @Setting(or = "10000", min = 1, max = 1e6) int texts) {}
