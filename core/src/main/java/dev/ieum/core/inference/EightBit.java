package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.EngineClasses;
import dev.ieum.core.runtime.IntegerProducts;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Arithmetic in whole numbers of eight bits: what trained networks multiply in.
 *
 * <p>Each output's weights are divided by the largest of them and rounded to -127 to 127, and so is
 * each row that comes in, by its own largest number; the sums of their products are whole numbers
 * that a float holds exactly, so they do not depend on the order of summation. Therefore plain Java
 * and the tensor engine's library, which multiplies such numbers by instructions that Java does not
 * reach, come to the same bits, and one can take the other's place in the middle of a text.
 *
 * <p>Everything starts in plain Java. When that has multiplied for about as long as the library
 * takes to load, it is loaded in the background; {@link #await()} asks for it at once. Where there
 * is none, or it is not faster, Java goes on. Thread-safe. Owns what is allocated in the library;
 * close it when nothing multiplies any more. After that Java multiplies.
 */
public final class EightBit implements Arithmetic, AutoCloseable {
  /**
   * Multiplications before the library is loaded: most of a second's. So the loading at worst
   * doubles what a short text takes, and at best costs next to nothing.
   */
  private static final long WORTH_LOADING = 12_000_000_000L;

  private enum State {
    PLAIN,
    LOADING,
    DECIDED,
    CLOSED
  }

  private final LongAdder multiplications = new LongAdder();
  private State state = State.PLAIN; // guarded by this
  private volatile boolean asked;
  private volatile IntegerProducts library; // null while Java multiplies

  /** Everything starts in plain Java. */
  public EightBit() {}

  /** Returns what a façade that multiplies so has to close: nothing for floats. */
  public static Optional<EightBit> of(ProductPrecision precision) {
    return switch (precision) {
      case INT8 -> Optional.of(new EightBit());
      case FLOAT32 -> Optional.empty();
    };
  }

  /** Returns this arithmetic, or floats where there is none. */
  public static Arithmetic orFloat(Optional<EightBit> eightBit) {
    return eightBit.isPresent() ? eightBit.get() : FLOAT;
  }

  /** Multiplies in a library that another owns. */
  EightBit(IntegerProducts library) {
    this.library = library;
    state = State.DECIDED;
  }

  @Override
  public Product product(FloatTensor weights) {
    return EightBitMatrix.of(weights, this);
  }

  /** Is told of multiplications in Java. */
  void count(long more) {
    if (asked) {
      return;
    }
    multiplications.add(more);
    if (multiplications.sum() > WORTH_LOADING) {
      hurry();
    }
  }

  /** Asks for the library, in the background; returns at once. Later calls do nothing. */
  void hurry() {
    synchronized (this) {
      asked = true;
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
    IntegerProducts opened = null;
    boolean wanted = false;
    try {
      // The class cannot even be linked without the engine's.
      opened = EngineClasses.present() ? IntegerProducts.open().orElse(null) : null;
      wanted = opened != null && LibraryTrial.isPassedBy(opened);
    } finally { // whatever happens, nobody waits for ever
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
