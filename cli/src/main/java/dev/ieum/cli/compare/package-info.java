/** {@code ieum compare}: trains networks of several architectures and measures them. */
package dev.ieum.cli.compare;
