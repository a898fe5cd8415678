/**
 * The tensor engine: where it is opened, and how. Read {@link dev.ieum.core.runtime.NativeRuntime}.
 */
package dev.ieum.core.runtime;
