/**
 * Settings read strictly: every value typed and ranged, every error with its file and line.
 *
 * <p>{@link dev.ieum.core.config.Settings} is the only class to read. Configuration records take
 * their values from it and own their defaults.
 */
package dev.ieum.core.config;
