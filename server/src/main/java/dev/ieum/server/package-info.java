/**
 * Models over HTTP: LibreTranslate's API, one of our own, health, metrics and a page. {@link
 * dev.ieum.server.IeumServer} is where to begin.
 */
package dev.ieum.server;
