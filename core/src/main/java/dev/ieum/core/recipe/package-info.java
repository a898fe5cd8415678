/**
 * From a configuration to a model bundle: what is the same for every task.
 *
 * <p>A task implements {@link dev.ieum.core.recipe.Recipe} by its configuration, {@link
 * dev.ieum.core.recipe.PreparedRun} by its data and {@link dev.ieum.core.recipe.RecipeTask} by its
 * network; {@link dev.ieum.core.recipe.Trainer} does the rest.
 */
package dev.ieum.core.recipe;
