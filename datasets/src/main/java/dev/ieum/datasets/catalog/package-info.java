/**
 * The corpora known by name: those of the resource {@code corpora.yaml} beside this package, and a
 * user's own in a file of the same form. Start with {@link
 * dev.ieum.datasets.catalog.CorpusCatalog}.
 */
package dev.ieum.datasets.catalog;
