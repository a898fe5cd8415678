/**
 * Model bundles on disk: weights, manifest, checksums, and files that appear whole or not at all.
 *
 * <p>Read {@link dev.ieum.core.bundle.ModelBundle} and {@link
 * dev.ieum.core.bundle.ModelBundleWriter} first, then {@link dev.ieum.core.bundle.SafeTensors} for
 * the weights and {@link dev.ieum.core.bundle.AtomicFiles} for how everything reaches the disk.
 */
package dev.ieum.core.bundle;
