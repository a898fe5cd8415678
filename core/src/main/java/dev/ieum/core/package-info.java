/** Ieum core. */
package dev.ieum.core;
