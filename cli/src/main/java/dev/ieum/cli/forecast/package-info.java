/** {@code ieum forecast}: series in, what they may be next out, as lines and as charts. */
package dev.ieum.cli.forecast;
