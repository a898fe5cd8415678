package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.Int8Library;
import dev.ieum.core.runtime.Int8MatMul;
import java.util.concurrent.atomic.LongAdder;

/**
 * WeightFormat in whole numbers of eight bits: what trained networks multiply in.
 *
 * <p>Each output's weights are divided by the largest of them and rounded to whole numbers of a
 * range, and so is each row that comes in, by its own largest number; the sums of their products
 * are whole numbers that a float holds exactly, so they do not depend on the order of summation.
 * Therefore plain Java and the tensor engine's library, which multiplies such numbers by
 * instructions that Java does not reach, come to the same bits, and one can take the other's place
 * in the middle of a text.
 *
 * <p>The range is that of the process ({@link Int8Library#use}): -127 to 127, or on processors that
 * have AVX2 and no dot products of bytes, -90 to 90. Between processors of the two kinds results
 * differ in their last digits, and now and then in a word.
 *
 * <p>Everything starts in plain Java. When the process has multiplied for about as long as the
 * library takes to load, {@link Int8Library} loads it in the background, where it is faster.
 * Thread-safe. Owns its weights in the library; close it when nothing multiplies any more. After
 * that Java multiplies.
 */
public final class Int8Arithmetic implements WeightFormat, AutoCloseable {
  /**
   * Multiplications before the library is loaded: most of a second's. So the loading at worst
   * doubles what a short text takes, and at best costs next to nothing.
   */
  private static final long WORTH_LOADING = 12_000_000_000L;

  private static final LongAdder MULTIPLICATIONS = new LongAdder();
  private static volatile boolean requested;

  private final int range;
  private boolean closed; // guarded by this
  private volatile Int8MatMul library; // null while Java multiplies

  /**
   * Everything starts in plain Java, or in the library if the process has loaded it.
   *
   * @throws dev.ieum.core.config.ConfigException if the system property of {@link Int8Library} has
   *     another value than it may have
   */
  public Int8Arithmetic() {
    range = Int8Library.use();
  }

  /**
   * Multiplies as it is told, whatever the processor; closes the library in the end.
   *
   * @param library null for plain Java
   * @param range the largest absolute value of weights and rows
   */
  Int8Arithmetic(Int8MatMul library, int range) {
    this.library = library;
    closed = library == null;
    this.range = range;
  }

  /** Returns the largest absolute value of weights and rows. */
  int range() {
    return range;
  }

  @Override
  public Linear linear(FloatTensor weights) {
    return QuantizedMatrix.of(weights, this);
  }

  /** Counts multiplications in Java. */
  void count(long more) {
    if (requested) {
      return;
    }
    MULTIPLICATIONS.add(more);
    if (MULTIPLICATIONS.sum() > WORTH_LOADING) {
      requested = true;
      Int8Library.request();
    }
  }

  /**
   * Decides at once whether the library multiplies, and loads it if so.
   *
   * @return whether it multiplies from now on
   */
  public boolean await() throws InterruptedException {
    return Int8Library.await() && library() != null;
  }

  /** Returns the library, or null while Java multiplies. */
  Int8MatMul library() {
    Int8MatMul current = library;
    return current == null && Int8Library.isNative() ? attach() : current;
  }

  private synchronized Int8MatMul attach() {
    if (library == null && !closed) {
      library = Int8Library.open();
    }
    return library;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (library != null) {
      library.close();
      library = null;
    }
  }
}
