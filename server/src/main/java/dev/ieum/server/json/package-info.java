/** Results as fields of JSON, the same for the server and the command line. */
package dev.ieum.server.json;
