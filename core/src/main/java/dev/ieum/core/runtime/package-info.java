/**
 * The tensor engine: where it is opened, and how. Read {@link dev.ieum.core.runtime.NativeRuntime};
 * {@link dev.ieum.core.runtime.Int8MatMul} is all that inference asks of it.
 */
package dev.ieum.core.runtime;
