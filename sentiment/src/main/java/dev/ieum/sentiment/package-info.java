/** Ieum sentiment. */
package dev.ieum.sentiment;
