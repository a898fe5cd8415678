package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int BATCH = 30;
  private static final int TIME = 7;
  private static final int SIZE = 40;

  private NDManager manager;
  private NDArray ones;
  private Dropout dropout;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
    dropout = Dropout.seeded(5);
    ones = manager.ones(new Shape(BATCH, TIME, SIZE));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void rateZero_givesTheInputItself() {
    assertSame(ones, dropout.units(ones, 0));
    assertSame(ones, dropout.locked(ones, 0));
    assertSame(ones, dropout.positions(ones, 0));
    assertSame(ones, dropout.recurrent(ones, 0, manager));
  }

  @Test
  void none_givesTheInputItself_whateverTheRate() {
    assertSame(ones, Dropout.none().units(ones, 0.5));
    assertSame(ones, Dropout.none().locked(ones, 0.5));
    assertSame(ones, Dropout.none().positions(ones, 0.5));
    assertSame(ones, Dropout.none().recurrent(ones, 0.5, manager));
  }

  @Test
  void units_dropTheirShare_andScaleTheRest() {
    float[] kept = dropout.units(ones, 0.25).toFloatArray();
    assertShare(kept, 0.25);
  }

  @Test
  void locked_sameUnitsAtEveryTime() {
    float[] kept = dropout.locked(ones, 0.25).toFloatArray();
    assertShare(kept, 0.25);
    for (int i = 0; i < kept.length; i++) {
      int firstTime = i / (TIME * SIZE) * TIME * SIZE + i % SIZE;
      assertEquals(kept[firstTime], kept[i]);
    }
  }

  @Test
  void positions_wholePositionsGo() {
    float[] kept = dropout.positions(ones, 0.25).toFloatArray();
    for (int i = 0; i < kept.length; i++) {
      assertEquals(kept[i / SIZE * SIZE], kept[i]);
    }
    assertShare(kept, 0.25);
  }

  @Test
  void recurrent_wholeColumnsGo() {
    NDArray weights = manager.ones(new Shape(4, 1000));
    float[] kept = dropout.recurrent(weights, 0.25, manager).toFloatArray();
    for (int i = 0; i < kept.length; i++) {
      assertEquals(kept[i % 1000], kept[i]);
    }
    assertShare(kept, 0.25);
  }

  @Test
  void sameSeed_sameDraws() {
    float[] first = Dropout.seeded(9).units(ones, 0.5).toFloatArray();
    assertArrayEquals(first, Dropout.seeded(9).units(ones, 0.5).toFloatArray());
    assertFalse(Arrays.equals(first, Dropout.seeded(10).units(ones, 0.5).toFloatArray()));
  }

  /** The draws are seeded, so this holds always or never. */
  private static void assertShare(float[] kept, double rate) {
    int zeros = 0;
    java.util.Set<Float> seen = new java.util.TreeSet<>();
    for (float value : kept) {
      zeros += value == 0 ? 1 : 0;
      seen.add(value);
    }
    assertEquals(2, seen.size(), seen.toString());
    assertEquals(rate, (double) zeros / kept.length, 0.075);
    assertEquals(1 / (1 - rate), seen.stream().max(Float::compare).orElseThrow(), 1e-6);
  }
}
