package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.IntegerProducts;

/**
 * Arithmetic in whole numbers of eight bits: what a translation network multiplies in.
 *
 * <p>Each output's weights are divided by the largest of them and rounded to -127 to 127, and so is
 * each row that comes in, by its own largest number; the sums of their products are whole numbers
 * that a float holds exactly, so they do not depend on the order of summation. Therefore plain Java
 * and the tensor engine's library, which multiplies such numbers by instructions that Java does not
 * reach, come to the same bits, and one can take the other's place in the middle of a text.
 *
 * <p>Everything starts in plain Java. {@link #hurry()} asks for the library, which takes most of a
 * second to load and so pays for long texts alone; where there is none, or it is not faster, Java
 * goes on. Thread-safe. Owns what is allocated in the library; close it when nothing multiplies any
 * more.
 */
public final class EightBit implements Arithmetic, AutoCloseable {
  private enum State {
    PLAIN,
    LOADING,
    DECIDED,
    CLOSED
  }

  private State state = State.PLAIN; // guarded by this
  private volatile IntegerProducts library; // null while Java multiplies

  /** Everything starts in plain Java. */
  public EightBit() {}

  /** Multiplies in a library that another owns. */
  EightBit(IntegerProducts library) {
    this.library = library;
    state = State.DECIDED;
  }

  @Override
  public Product product(FloatTensor weights) {
    return EightBitMatrix.of(weights, this);
  }

  /** Asks for the library, in the background; returns at once. Later calls do nothing. */
  public void hurry() {
    synchronized (this) {
      if (state != State.PLAIN) {
        return;
      }
      state = State.LOADING;
    }
    Thread loader = new Thread(this::load, "ieum-load-engine");
    loader.setDaemon(true);
    loader.start();
  }

  /**
   * Asks for the library and waits for it.
   *
   * @return whether it multiplies from now on
   */
  public boolean await() throws InterruptedException {
    hurry();
    synchronized (this) {
      while (state == State.LOADING) {
        wait();
      }
    }
    return library != null;
  }

  private void load() {
    IntegerProducts opened = IntegerProducts.open().orElse(null);
    boolean wanted = opened != null && LibraryTrial.isPassedBy(opened);
    synchronized (this) {
      wanted &= state == State.LOADING;
      if (state == State.LOADING) {
        state = State.DECIDED;
      }
      library = wanted ? opened : null;
      notifyAll();
    }
    if (opened != null && !wanted) {
      opened.close();
    }
  }

  /** Returns the library, or null while Java multiplies. */
  IntegerProducts library() {
    return library;
  }

  @Override
  public void close() {
    IntegerProducts loaded;
    synchronized (this) {
      loaded = library;
      library = null;
      state = State.CLOSED;
      notifyAll();
    }
    if (loaded != null) {
      loaded.close();
    }
  }
}
