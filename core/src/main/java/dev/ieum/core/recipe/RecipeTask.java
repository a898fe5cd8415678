package dev.ieum.core.recipe;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import java.io.IOException;
import java.util.List;

/**
 * A task whose network becomes a bundle.
 *
 * @param <B> a batch in plain Java
 */
public interface RecipeTask<B> extends LoopTask<B> {

  /** Returns how much was learned from, such as {@code 1,000 texts}. */
  String learnedFrom();

  /**
   * Adds all that the bundle holds besides weights and card: the network's settings, vocabularies,
   * tokenizers.
   *
   * @return figures on the dev set that the bundle reports; there may be none
   */
  List<ReportedScore> pack(ModelBundleWriter writer) throws IOException;

  /** Scores the bundle, as it was written, on the test sets. */
  List<ReportedScore> score(ModelBundle bundle) throws IOException;
}
