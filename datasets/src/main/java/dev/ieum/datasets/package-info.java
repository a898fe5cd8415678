/** Ieum datasets. */
package dev.ieum.datasets;
