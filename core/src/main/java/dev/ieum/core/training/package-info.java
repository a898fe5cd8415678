/**
 * Training that can be killed at any moment and goes on as if nothing had happened.
 *
 * <p>{@link dev.ieum.core.training.TrainingLoop} asks a {@link dev.ieum.core.training.TrainingTask}
 * for batches, losses and scores and does the rest: optimizer, schedule, clipping, validation,
 * early stopping, checkpoints, averaging.
 */
package dev.ieum.core.training;
